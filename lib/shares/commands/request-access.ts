import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { isCurrent } from "@/db/schema/columns";
import { accessRequests } from "@/db/schema/shares";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, notFound } from "@/lib/errors";
import { writeMail, writeMails } from "@/lib/mails/commands";
import { findItemFor, findItems, type FoundItem } from "@/lib/media/queries/find-item";
import { authorize } from "@/lib/permissions/can";
import { type Level, LEVELS } from "@/lib/permissions/operations";
import { env } from "@/lib/env";
import type { AnswerRequest, RequestAccess } from "@/lib/shares/input";
import { managersOf } from "@/lib/shares/queries/managers";
import { writeShares } from "@/lib/shares/commands/set-shares";
import { REQUESTS_A_DAY } from "@/lib/shares/rules/requests";
import { countTry } from "@/lib/tries/commands";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/**
 * Asks those who manage a folder for a level on it. Whether there is such a folder is not told: somebody may ask for one
 * whose address they were sent. What one asks for is counted in any case, for the number that is left would tell it too.
 */
export async function requestAccess(actor: Actor, { folderId, level, message }: RequestAccess): Promise<void> {
  authorize(actor, "access.request");
  const { memberId } = actor;
  if (memberId === null) return;
  await countTry(memberId, "ask for access", REQUESTS_A_DAY, `At most ${REQUESTS_A_DAY.most} requests a day.`);
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "access.request");
    const [folder] = await findItems(tx, turn.actor, "folder", [folderId]);
    if (!folder || folder.inTrash) return;
    if (folder.level !== null && LEVELS.indexOf(folder.level) >= LEVELS.indexOf(level))
      throw new AppError("conflict", `You have this level on ${folder.name} already.`);
    await endRequests(tx, turn, memberId, folderId);
    const id = newId("accessRequest");
    await tx.insert(accessRequests).values({ ...turn.begun, id, memberId, folderId, level, message });
    const props = {
      url: `${env().APERTURE_URL}/${turn.account.slug}/media/requests?request=${id}`,
      person: actor.name,
      folder: folder.name,
      level,
      message,
    };
    const managers = await managersOf(tx, turn.account.id, folder);
    await writeMails(
      tx,
      managers.map(({ email }) => ({ accountId: turn.account.id, to: email, template: "access-request", props })),
    );
    await recordAudit(
      tx,
      turn.actor,
      "access.request",
      { kind: "folder", id: folderId, name: folder.name },
      { after: { level, ...(message && { message }) } },
    );
  });
}

/** Whoever may share the folder answers; the person is told by mail. A level that is given is a share like any other. */
export async function answerRequest(actor: Actor, { requestId, level, expiresAt }: AnswerRequest): Promise<void> {
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "media.share");
    const request = await findRequest(tx, turn, requestId);
    const folder = await findItemFor(tx, turn.actor, "media.share", { folderId: request.folderId }).catch(() => {
      throw notFound("request");
    });
    const r = accessRequests;
    await tx
      .update(r)
      .set(turn.ended(level === null ? "declined" : "granted"))
      .where(and(eq(r.accountId, turn.account.id), eq(r.id, requestId)));
    if (level !== null) await grant(tx, turn, folder, { memberId: request.memberId, level, expiresAt });
    if (request.email)
      await writeMail(tx, {
        accountId: turn.account.id,
        to: request.email,
        template: "access-answered",
        props: {
          url: `${env().APERTURE_URL}/${turn.account.slug}/media${level === null ? "" : `?folder=${folder.id}`}`,
          person: actor.name,
          folder: level === null ? null : folder.name,
          level,
        },
      });
  });
}

const grant = (
  tx: Tx,
  turn: Turn,
  folder: FoundItem,
  { memberId, level, expiresAt = null }: { memberId: string; level: Level; expiresAt?: Date | null },
) =>
  writeShares(tx, turn, folder, {
    item: { folderId: folder.id },
    shares: [{ grantee: { memberId }, level, expiresAt }],
  });

type Found = { folderId: string; memberId: string; email: string | null };

async function findRequest(tx: Tx, turn: Turn, requestId: string): Promise<Found> {
  const [row] = await tx.execute<Found>(sql`
    select r.folder_id as "folderId", r.member_id as "memberId", m.email
    from access_requests r left join members m on m.account_id = r.account_id and m.id = r.member_id and m.ended_at is null
    where r.account_id = ${turn.account.id} and r.id = ${requestId} and r.ended_at is null`);
  if (!row) throw notFound("request");
  return row;
}

/** A new request takes the place of an earlier one for the same folder. */
async function endRequests(tx: Tx, turn: Turn, memberId: string, folderId: string): Promise<void> {
  const r = accessRequests;
  await tx
    .update(r)
    .set(turn.ended("withdrawn"))
    .where(and(eq(r.accountId, turn.account.id), eq(r.memberId, memberId), eq(r.folderId, folderId), isCurrent(r)));
}
