import "server-only";
import { sql } from "drizzle-orm";
import { systemDb, withAccount } from "@/db/client";
import type { MemberActor } from "@/lib/actor";
import { authorize } from "@/lib/permissions/can";
import { type GivenAccess, givenTo, type SessionOfUser, sessionsOf } from "@/lib/users/queries/find-user";

export type OwnAccess = { given: GivenAccess[]; groups: { id: string; name: string }[] };

/** What one's access in this account is made of. */
export async function findOwnAccess(actor: MemberActor): Promise<OwnAccess> {
  authorize(actor, "profile.view", { ownerId: actor.memberId });
  return withAccount(actor.account.id, async (tx) => ({
    given: await givenTo(tx, actor, actor.memberId),
    groups: [
      ...(await tx.execute<{ id: string; name: string }>(sql`
        select g.id, g.name from group_members m join groups g on g.account_id = m.account_id and g.id = m.group_id
        where m.account_id = ${actor.account.id} and m.member_id = ${actor.memberId} and m.ended_at is null
          and g.ended_at is null order by lower(g.name)`)),
    ],
  }));
}

export type Login = { id: string; email: string; startedAt: Date };

type OwnSessions = { sessions: SessionOfUser[]; logins: Login[] };

/** Where one is signed in, and by which logins one can be. */
export async function findOwnSessions(actor: MemberActor): Promise<OwnSessions> {
  authorize(actor, "profile.view", { ownerId: actor.memberId });
  const [sessions, logins] = await Promise.all([
    sessionsOf(actor.userId),
    systemDb().execute<{ id: string; email: string; startedAt: string }>(sql`
      select id, email, started_at as "startedAt" from logins
      where user_id = ${actor.userId} and ended_at is null order by started_at`),
  ]);
  return { sessions, logins: logins.map((login) => ({ ...login, startedAt: new Date(login.startedAt) })) };
}
