import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { withPatience } from "@/db/patient";
import type { SystemActor } from "@/lib/actor";
import { importKey } from "@/lib/api-keys/commands/import-key";
import { env } from "@/lib/env";
import { AppError, refuseIf } from "@/lib/errors";
import type { LegacyFile, LegacyKey, LegacyUser } from "@/lib/legacy/input";
import { LEGACY_ROLES } from "@/lib/legacy/rules";
import { effectiveOf } from "@/lib/permissions/access";
import { authorize } from "@/lib/permissions/can";
import { closureOf, listOf, NOTHING, type Permission, setOf } from "@/lib/permissions/permissions";
import { ROLES } from "@/lib/permissions/roles";
import { noAdministratorLeft } from "@/lib/roles/rules";
import { writeAccess } from "@/lib/users/commands/change-access";
import { enrolUsers } from "@/lib/users/commands/enrol-users";
import { heldBy } from "@/lib/users/queries/access";
import { accessAfter, accessChangeFor } from "@/lib/users/queries/access-change";
import { seatsIn } from "@/lib/users/queries/count-seats";
import { administratorsOf } from "@/lib/users/queries/holders";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";
import { type MemberForChange, membersForChange } from "@/lib/users/queries/member-for-change";
import { accessInWords, whyNoSeats, withoutUserManagement } from "@/lib/users/rules";

export type ImportedUser = {
  line: number;
  email: string;
  outcome: "new" | "changed" | "unchanged";
  /** In words, as in "Developer and Billing"; null for whoever was no member. */
  before: string | null;
  after: string;
  gained: Permission[];
  lost: Permission[];
};

type ImportedKey = { line: number; name: string; owner: string; outcome: "new" | "unchanged" };

export type ImportReport = { applied: boolean; users: ImportedUser[]; keys: ImportedKey[] };

/** Carries the report of a trial out of its transaction, which it rolls back. */
class Trial extends Error {
  constructor(readonly report: ImportReport) {
    super("This was a trial.");
  }
}

/**
 * Brings the people and keys of before into the account, each with exactly what they could do; all of the file or nothing.
 * Without `apply` it does the same, tells what happened and takes it back, so that a trial cannot differ from the import.
 * @throws AppError `invalid` where the file has faults, `conflict` where seats or administrators would not do
 */
export async function importLegacy(
  actor: SystemActor,
  file: LegacyFile,
  { apply }: { apply: boolean },
): Promise<ImportReport> {
  authorize(actor, "users.invite");
  if (file.faults.length > 0)
    throw new AppError("invalid", "Nothing was imported, because some lines cannot be read.", {
      fields: file.faults.map(({ line, list, says }) => ({ path: `${list}.${line}`, message: says })),
    });
  try {
    return await withPatience(env().DATABASE_URL, async (tx) => {
      const report = { applied: apply, ...(await importAll(tx, actor, file)) };
      if (!apply) throw new Trial(report);
      return report;
    });
  } catch (error) {
    if (error instanceof Trial) return error.report;
    throw error;
  }
}

async function importAll(tx: Tx, actor: SystemActor, { users, keys }: LegacyFile) {
  const turn = await lockAccount(tx, actor, "users.invite");
  const members = await membersByEmail(tx, turn);
  const known = users.filter(({ email }) => members.has(email));
  const fresh = users.filter(({ email }) => !members.has(email));
  const changed = [];
  for (const user of known)
    changed.push(await changeMember(tx, turn, user, members.get(user.email) as MemberForChange));
  const enrolled = await enrol(tx, turn, fresh);
  if ((await administratorsOf(tx, turn.account.id)).size === 0) throw noAdministratorLeft();
  return {
    users: [...changed, ...enrolled].toSorted((a, b) => a.line - b.line),
    keys: await importKeys(tx, turn, actor, users, keys),
  };
}

async function membersByEmail(tx: Tx, { account }: Turn): Promise<Map<string, MemberForChange>> {
  const rows = await tx.execute<{ id: string }>(
    sql`select id from members where account_id = ${account.id} and ended_at is null`,
  );
  const ids = rows.map(({ id }) => id);
  const found = ids.length > 0 ? await membersForChange(tx, account.id, ids) : new Map<string, MemberForChange>();
  return new Map([...found.values()].map((member) => [member.email.toLowerCase(), member]));
}

async function changeMember(tx: Tx, turn: Turn, user: LegacyUser, member: MemberForChange): Promise<ImportedUser> {
  const { roleId, permissions } = LEGACY_ROLES[user.role];
  const grants = permissions.map((permission) => ({ permission, expiresAt: null }));
  const change = await accessChangeFor(tx, turn, member, { memberId: member.id, roleId, grants });
  const was = heldBy(member.access);
  const is = change ? heldBy(accessAfter(member, change)) : was;
  if (change) await writeAccess(tx, turn, member, change);
  const before = accessInWords(
    member.role?.name ?? null,
    listOf(setOf(member.grants.map(({ permission }) => permission))),
  );
  return {
    line: user.line,
    email: user.email,
    outcome: change ? "changed" : "unchanged",
    before,
    after: change ? inWords(user) : before,
    gained: listOf(is & ~was),
    lost: listOf(was & ~is),
  };
}

async function enrol(tx: Tx, turn: Turn, users: readonly LegacyUser[]): Promise<ImportedUser[]> {
  if (users.length === 0) return [];
  const people = users.map(({ email, name, role }) => ({
    email,
    name: name || email.replace(/@.*/, ""),
    ...LEGACY_ROLES[role],
    roleName: roleNameOf(role),
  }));
  await enrolUsers(tx, turn, people);
  const { used, limit } = await seatsIn(tx, turn.account.id);
  refuseIf(whyNoSeats({ used: used - users.length, limit }, users.length));
  if (used > 1) refuseIf(withoutUserManagement(turn.account.plan, "users.invite"));
  return users.map((user) => ({
    line: user.line,
    email: user.email,
    outcome: "new",
    before: null,
    after: inWords(user),
    gained: listOf(heldByRole(user.role)),
    lost: [],
  }));
}

function heldByRole(role: LegacyUser["role"]) {
  const { roleId, permissions } = LEGACY_ROLES[role];
  return (roleId ? closureOf(ROLES[roleId].permissions) : NOTHING) | closureOf(permissions);
}

const roleNameOf = (role: LegacyUser["role"]) => {
  const { roleId } = LEGACY_ROLES[role];
  return roleId && ROLES[roleId].label;
};

const inWords = ({ role }: LegacyUser) => accessInWords(roleNameOf(role), LEGACY_ROLES[role].permissions);

async function importKeys(
  tx: Tx,
  turn: Turn,
  actor: SystemActor,
  users: readonly LegacyUser[],
  keys: readonly LegacyKey[],
): Promise<ImportedKey[]> {
  if (keys.length === 0) return [];
  const members = await membersByEmail(tx, turn);
  const imported: ImportedKey[] = [];
  for (const { line, name, sha256, owner = ownerOf(users, members) } of keys) {
    const member = members.get(owner);
    if (!member) throw new AppError("invalid", `The key ${name} belongs to ${owner}, who is not in the account.`);
    const id = await importKey(tx, actor, { name, secretHash: sha256, ownerId: member.id });
    imported.push({ line, name, owner, outcome: id === null ? "unchanged" : "new" });
  }
  return imported;
}

/** The first owner of the file, or else an administrator of the account. */
function ownerOf(users: readonly LegacyUser[], members: ReadonlyMap<string, MemberForChange>): string {
  const named = users.find(({ role }) => role === "owner")?.email;
  const administrator = [...members].find(([, { access }]) => listOf(effectiveOf(access)).includes("account_admin"));
  return named ?? administrator?.[0] ?? "nobody";
}
