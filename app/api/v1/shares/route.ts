import { itemOf } from "@/lib/api/media";
import { createShareBody, granteeOf, sharesQuery, shareShape, sharesShape, toShare } from "@/lib/api/shares";
import { defineRoute } from "@/lib/http/define-route";
import { setShares } from "@/lib/shares/commands/set-shares";
import { listShares } from "@/lib/shares/queries/list-shares";
import { notFound } from "@/lib/errors";

export const GET = defineRoute(
  {
    summary: "List shares",
    description: "Those that the key may change, the latest first: all, or those of one thing, person or group.",
    operations: ["media.share", "collections.share"],
    query: sharesQuery,
    status: 200,
    answer: sharesShape,
  },
  async (actor, { query: { cursor, limit, member_id: memberId, group_id: groupId, ...item } }) => {
    const { rows, nextCursor } = await listShares(actor, {
      ...(Object.keys(item).length > 0 && { item: itemOf(item) }),
      granteeId: memberId ?? groupId,
      cursor,
      limit,
    });
    return { data: rows.map(toShare), next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  {
    summary: "Share a file, folder or collection",
    description: "With a person or a group, from the next click on. A share that they have on it already is replaced.",
    operations: ["media.share", "collections.share"],
    body: createShareBody,
    status: 201,
    answer: shareShape,
  },
  async (actor, { body }) => {
    const item = itemOf(body);
    const grantee = granteeOf(body);
    await setShares(actor, { item, shares: [{ grantee, level: body.level, expiresAt: body.expires_at ?? null }] });
    const granteeId = "memberId" in grantee ? grantee.memberId : grantee.groupId;
    const [share] = (await listShares(actor, { item, granteeId, limit: 1 })).rows;
    if (!share) throw notFound("share");
    return toShare(share);
  },
);
