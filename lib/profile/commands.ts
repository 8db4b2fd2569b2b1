import "server-only";
import { sql } from "drizzle-orm";
import { withSystem } from "@/db/client";
import type { MemberActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { notFound } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import type { Profile } from "@/lib/profile/input";
import { endSessions } from "@/lib/sign-in/commands/end-session";
import { listActorsOf } from "@/lib/sign-in/queries";

/** The person is called this, in all their accounts, and reads times in this zone. */
export async function editProfile(actor: MemberActor, { name, timeZone }: Profile): Promise<void> {
  authorize(actor, "profile.edit", { ownerId: actor.memberId });
  await withSystem(async (tx) => {
    const [before] = await tx.execute<Profile>(sql`
      select name, time_zone as "timeZone" from users where id = ${actor.userId} for update`);
    if (!before || (before.name === name && before.timeZone === timeZone)) return;
    await tx.execute(sql`update users set name = ${name}, time_zone = ${timeZone} where id = ${actor.userId}`);
    await tx.execute(sql`
      update members set name = ${name}, time_zone = ${timeZone} where user_id = ${actor.userId} and ended_at is null`);
    for (const self of await listActorsOf(tx, actor.userId, actor.sessionId, actor.origin))
      await recordAudit(
        tx,
        self,
        "profile.edit",
        { kind: "user", id: self.memberId, name },
        { before, after: { name, timeZone } },
      );
  });
}

/** Single keys do something on every page, or nothing on any. */
export async function setShortcuts(actor: MemberActor, { shortcuts }: { shortcuts: boolean }): Promise<void> {
  authorize(actor, "profile.edit", { ownerId: actor.memberId });
  await withSystem((tx) => tx.execute(sql`update users set shortcuts = ${shortcuts} where id = ${actor.userId}`));
}

/** Signs one of one's own browsers out at once. */
export async function endOwnSession(actor: MemberActor, { sessionId }: { sessionId: string }): Promise<void> {
  authorize(actor, "sessions.end", { ownerId: actor.memberId });
  await withSystem(async (tx) => {
    const chosen = sql`id = ${sessionId} and user_id = ${actor.userId}`;
    if ((await endSessions(tx, chosen, "ended by oneself", actor.origin)) === 0) throw notFound("session");
  });
}

/** Signs every browser out but this one. */
export async function endOtherSessions(actor: MemberActor): Promise<{ ended: number }> {
  authorize(actor, "sessions.end", { ownerId: actor.memberId });
  return withSystem(async (tx) => {
    const chosen = sql`user_id = ${actor.userId} and id <> ${actor.sessionId}`;
    return { ended: await endSessions(tx, chosen, "ended by oneself", actor.origin) };
  });
}

/** This Google account opens nothing here any more, until its person confirms it again. */
export async function endLogin(actor: MemberActor, { loginId }: { loginId: string }): Promise<void> {
  authorize(actor, "profile.edit", { ownerId: actor.memberId });
  await withSystem(async (tx) => {
    const [login] = await tx.execute<{ email: string }>(sql`
      update logins set ended_at = now(), ended_by = ${actor.userId}, end_reason = 'removed by oneself'
      where id = ${loginId} and user_id = ${actor.userId} and ended_at is null returning email`);
    if (!login) throw notFound("login");
    for (const self of await listActorsOf(tx, actor.userId, actor.sessionId, actor.origin))
      await recordAudit(
        tx,
        self,
        "profile.edit",
        { kind: "user", id: self.memberId, name: self.name },
        { before: { login: login.email } },
      );
  });
}
