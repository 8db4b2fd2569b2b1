import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { newId } from "@/db/ids";
import { accounts } from "@/db/schema/accounts";
import { members, permissionGrants, roleAssignments } from "@/db/schema/members";
import { users } from "@/db/schema/users";
import { type ActorAccount, type MemberActor, type Plan, type SystemActor, systemActor } from "@/lib/actor";
import { CAST, CAST_NAMES, type CastName } from "@/lib/demo/cast";
import { effectiveOf } from "@/lib/permissions/access";
import type { Permission } from "@/lib/permissions/permissions";
import { isBuiltInRole } from "@/lib/permissions/roles";
import { type AccessJson, accessOf, toAccess } from "@/lib/users/queries/access";

/** An account with the named cast in it, each as the actor of a request of theirs. */
export type Studio = { account: ActorAccount } & Record<CastName, MemberActor>;

export async function makeStudio(options: { plan?: Plan; seatLimit?: number } = {}): Promise<Studio> {
  const account = await makeAccount(options);
  const actors = {} as Record<CastName, MemberActor>;
  for (const name of CAST_NAMES) actors[name] = await joinAccount(account, CAST[name]);
  return { account, ...actors };
}

/** An empty account; its slug is new, so that tests share a database without meeting. */
export async function makeAccount({
  plan = "enterprise",
  seatLimit,
}: { plan?: Plan; seatLimit?: number } = {}): Promise<ActorAccount> {
  const slug = `studio-${randomBytes(6).toString("hex")}`;
  const account = { id: newId("account"), slug, name: "Northlight Studio", plan };
  await systemDb()
    .insert(accounts)
    .values({ ...account, seatLimit });
  return account;
}

type NewMember = {
  name?: string;
  email?: string;
  timeZone?: string;
  /** A built-in role, or the id of one of the account's own. */
  role?: string | null;
  grants?: readonly Permission[];
};

/** Puts a person into the account as if invited long ago. Several accounts may hold one e-mail address's user. */
export async function joinAccount(account: ActorAccount, person: NewMember = {}): Promise<MemberActor> {
  const { name = "Noor Haddad", timeZone = "UTC", role = null, grants = [] } = person;
  const email = person.email ?? `${randomBytes(6).toString("hex")}@northlight.studio`;
  const memberId = newId("member");
  await systemDb().transaction(async (tx) => {
    const [known] = await tx
      .select({ id: users.id })
      .from(users)
      .where(sql`lower(${users.email}) = lower(${email})`);
    const userId = known?.id ?? newId("user");
    if (!known) await tx.insert(users).values({ id: userId, email, name, timeZone, emailVerifiedAt: sql`now()` });
    const begun = { accountId: account.id, startedBy: "system" };
    await tx.insert(members).values({ ...begun, id: memberId, userId, name, email, timeZone });
    if (role)
      await tx.insert(roleAssignments).values({
        ...begun,
        id: newId("roleAssignment"),
        memberId,
        ...(isBuiltInRole(role) ? { builtInRole: role } : { roleId: role }),
      });
    for (const permission of grants)
      await tx.insert(permissionGrants).values({ ...begun, id: newId("grant"), memberId, permission });
  });
  return asMember(account, memberId);
}

/** The member as an actor with the access of this moment, as a new request of theirs would find it. */
export async function asMember(account: ActorAccount, memberId: string): Promise<MemberActor> {
  const [row] = await systemDb().execute<{ userId: string; name: string; email: string; access: AccessJson }>(sql`
    select m.user_id as "userId", m.name, m.email, ${accessOf(sql`m`)} as access
    from members m where m.account_id = ${account.id} and m.id = ${memberId}`);
  if (!row) throw new Error(`There is no member ${memberId}.`);
  const access = toAccess(row.access);
  return {
    kind: "member",
    active: access.active,
    permissions: effectiveOf(access),
    access,
    account,
    memberId,
    userId: row.userId,
    sessionId: newId("session"),
    name: row.name,
    email: row.email,
    origin: { ip: "203.0.113.7", userAgent: "vitest", requestId: randomBytes(8).toString("hex") },
  };
}

/** The command line, in a test. */
export const asSystem = (account: ActorAccount): SystemActor =>
  systemActor(account, "Command line", randomBytes(8).toString("hex"));
