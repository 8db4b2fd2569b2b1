import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { accessRequests } from "@/db/schema/shares";
import type { Actor } from "@/lib/actor";
import { AppError, notFound } from "@/lib/errors";
import { writeMail } from "@/lib/mails/commands";
import { enqueue } from "@/lib/jobs/enqueue";
import { findItemFor, findItems, type FoundItem } from "@/lib/media/queries/find-item";
import { authorize } from "@/lib/permissions/can";
import { type Level, LEVELS } from "@/lib/permissions/operations";
import { env } from "@/lib/env";
import type { AnswerRequest, RequestAccess } from "@/lib/shares/input";
import { setSharesOf } from "@/lib/shares/commands/set-shares";
import { REQUESTS_A_DAY } from "@/lib/shares/rules/requests";
import { countTry } from "@/lib/tries/commands";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/**
 * Asks those who manage a folder for a level on it. Whether there is such a folder is not told: somebody may ask for one
 * whose address they were sent. What one asks for is counted in any case, for the number that is left would tell it too;
 * and a job passes it on, for the time that this takes would as well.
 */
export async function requestAccess(actor: Actor, wish: RequestAccess): Promise<void> {
  authorize(actor, "access.request");
  const { memberId } = actor;
  if (memberId === null) return;
  await countTry(memberId, "ask for access", REQUESTS_A_DAY, `At most ${REQUESTS_A_DAY.most} requests a day.`);
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "access.request");
    const [folder] = await findItems(tx, turn.actor, "folder", [wish.folderId]);
    if (folder && !folder.inTrash && hasLevel(folder, wish.level))
      throw new AppError("conflict", `You have this level on ${folder.name} already.`);
    await enqueue(tx, "passOnRequest", { actor, wish });
  });
}

const hasLevel = ({ level: held }: FoundItem, level: Level) =>
  held !== null && LEVELS.indexOf(held) >= LEVELS.indexOf(level);

/** Whoever may share the folder answers; the person is told by mail. A level that is given is a share like any other. */
export async function answerRequest(actor: Actor, { requestId, level, expiresAt }: AnswerRequest): Promise<void> {
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "media.share");
    const request = await findRequest(tx, turn, requestId);
    // Also where there is no such request: what takes a question more would tell that there is.
    const folder = await findItemFor(tx, turn.actor, "media.share", { folderId: request?.folderId ?? "" }).catch(() => {
      throw notFound("request");
    });
    if (!request) throw notFound("request");
    const r = accessRequests;
    await tx
      .update(r)
      .set(turn.ended(level === null ? "declined" : "granted"))
      .where(and(eq(r.accountId, turn.account.id), eq(r.id, requestId)));
    if (level !== null)
      await setSharesOf(tx, turn, folder, [{ grantee: { memberId: request.memberId }, level, expiresAt }]);
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

type Found = { folderId: string; memberId: string; email: string | null };

async function findRequest(tx: Tx, turn: Turn, requestId: string): Promise<Found | undefined> {
  const [row] = await tx.execute<Found>(sql`
    select r.folder_id as "folderId", r.member_id as "memberId", m.email
    from access_requests r left join members m on m.account_id = r.account_id and m.id = r.member_id and m.ended_at is null
    where r.account_id = ${turn.account.id} and r.id = ${requestId} and r.ended_at is null`);
  return row;
}
