import { newId } from "@/db/ids";
import { DAY_MS } from "@/lib/day";
import { begun, type Chronicle, end, isOpen, type Person, type Rows, tell } from "@/lib/demo/seed/chronicle";
import { expiryFrom } from "@/lib/invitations/rules";
import { accessInWords } from "@/lib/users/rules";
import type { Permission } from "@/lib/permissions/permissions";
import { isBuiltInRole, ROLES } from "@/lib/permissions/roles";
import { deviceOf } from "@/lib/device";
import { SESSION_DAYS } from "@/lib/sign-in/rules";
import { hashToken, newToken } from "@/lib/tokens";
import { roleColumns } from "@/lib/users/commands/access-rows";

const DEVICES = [
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0",
] as const;

type NewPerson = {
  name: string;
  email: string;
  timeZone: string;
  /** A built-in role, or the id of one of the account's own. */
  role: string | null;
  grants?: readonly Permission[];
};

/** The account's own roles are called by name in the log. */
const roleName = ({ rows }: Chronicle, id: string | null) =>
  id === null ? null : isBuiltInRole(id) ? ROLES[id].label : (rows.roles.find((role) => role.id === id)?.name ?? id);

const targetOf = ({ memberId, name }: Person) => ({ kind: "user", id: memberId, name }) as const;

/** Invites someone who accepts a while later; without an inviter, the account begins with them. */
export function join(chronicle: Chronicle, by: Person | null, at: Date, newcomer: NewPerson): Person {
  const { rows, random } = chronicle;
  const { name, email, timeZone, role, grants = [] } = newcomer;
  const joinedAt = by ? new Date(at.getTime() + random.between(1, 60) * (DAY_MS / 24)) : at;
  const person: Person = {
    memberId: newId("member"),
    userId: userIdOf(chronicle, newcomer, joinedAt),
    name,
    email,
    role: roleName(chronicle, role),
    grants: [...grants],
    ip: `198.51.100.${random.between(2, 250)}`,
    userAgent: random.one(DEVICES),
  };
  const { memberId, userId } = person;
  rows.members.push({
    ...begun(chronicle, person, joinedAt),
    id: memberId,
    userId,
    name,
    email,
    timeZone,
    lastActiveAt: joinedAt,
  });
  if (role) beginRole(chronicle, by, joinedAt, person, role);
  for (const permission of grants)
    rows.permissionGrants.push({ ...begun(chronicle, by, joinedAt), id: newId("grant"), memberId, permission });
  if (!by) return person;

  const invitation = invite(chronicle, by, at, newcomer);
  Object.assign(invitation, { memberId });
  end(invitation, person, joinedAt, "accepted");
  tell(chronicle, person, joinedAt, {
    operation: "invitations.accept",
    target: targetOf(person),
    before: { invitation: invitation.id },
    after: { email, access: accessInWords(person.role, grants) },
  });
  return person;
}

function userIdOf({ users }: Chronicle, { email, name, timeZone }: NewPerson, at: Date): string {
  const id = users.get(email)?.id ?? newId("user");
  if (!users.has(email)) users.set(email, { id, email, name, timeZone, emailVerifiedAt: at, createdAt: at });
  return id;
}

function beginRole(chronicle: Chronicle, by: Person | null, at: Date, { memberId }: Person, role: string) {
  chronicle.rows.roleAssignments.push({
    ...begun(chronicle, by, at),
    id: newId("roleAssignment"),
    memberId,
    ...roleColumns(role),
  });
}

/** An invitation that nobody has accepted yet; after seven days it has run out. */
export function invite(
  chronicle: Chronicle,
  by: Person,
  at: Date,
  { name, email, role, grants = [] }: Omit<NewPerson, "timeZone">,
) {
  const invitation: Rows["invitations"][number] = {
    ...begun(chronicle, by, at),
    id: newId("invitation"),
    email,
    name,
    ...roleColumns(role),
    permissions: [...grants],
    sentAt: at,
    expiresAt: expiryFrom(at),
  };
  chronicle.rows.invitations.push(invitation);
  tell(chronicle, by, at, {
    operation: "users.invite",
    target: { kind: "invitation", id: invitation.id, name: name || email },
    after: { email, access: accessInWords(roleName(chronicle, role), grants), expiresAt: invitation.expiresAt },
  });
  return invitation;
}

const stateOf = ({ role, grants }: Person) => ({ role, grants: grants.map((permission) => ({ permission })) });

export function changeRole(chronicle: Chronicle, by: Person, at: Date, person: Person, role: string) {
  const before = stateOf(person);
  const held = chronicle.rows.roleAssignments.find((row) => row.memberId === person.memberId && isOpen(row));
  end(held, by, at, "changed");
  beginRole(chronicle, by, at, person, role);
  person.role = roleName(chronicle, role);
  tell(chronicle, by, at, { operation: "users.edit", target: targetOf(person), before, after: stateOf(person) });
}

export function give(
  chronicle: Chronicle,
  by: Person,
  at: Date,
  person: Person,
  permission: Permission,
  expiresAt?: Date,
) {
  const before = stateOf(person);
  chronicle.rows.permissionGrants.push({
    ...begun(chronicle, by, at),
    id: newId("grant"),
    memberId: person.memberId,
    permission,
    expiresAt: expiresAt ?? null,
  });
  person.grants.push(permission);
  tell(chronicle, by, at, { operation: "grants.edit", target: targetOf(person), before, after: stateOf(person) });
}

export function take(chronicle: Chronicle, by: Person, at: Date, person: Person, permission: Permission) {
  const before = stateOf(person);
  const grant = chronicle.rows.permissionGrants.find(
    (row) => row.memberId === person.memberId && row.permission === permission && isOpen(row),
  );
  end(grant, by, at, "changed");
  person.grants = person.grants.filter((held) => held !== permission);
  tell(chronicle, by, at, { operation: "grants.edit", target: targetOf(person), before, after: stateOf(person) });
}

export function suspend(chronicle: Chronicle, by: Person, at: Date, person: Person, reason: string) {
  chronicle.rows.suspensions.push({ ...begun(chronicle, by, at), id: newId("suspension"), memberId: person.memberId });
  tell(chronicle, by, at, {
    operation: "users.suspend",
    target: targetOf(person),
    before: { status: "active" },
    after: { status: "suspended", reason },
  });
}

export function reactivate(chronicle: Chronicle, by: Person, at: Date, person: Person) {
  const { rows } = chronicle;
  end(
    rows.suspensions.find((row) => row.memberId === person.memberId && isOpen(row)),
    by,
    at,
    "reactivated",
  );
  tell(chronicle, by, at, {
    operation: "users.suspend",
    target: targetOf(person),
    before: { status: "suspended" },
    after: { status: "active" },
  });
}

export function remove(chronicle: Chronicle, by: Person, at: Date, person: Person) {
  const { rows } = chronicle;
  const isTheirs = (row: { memberId?: string | null }) => row.memberId === person.memberId;
  for (const row of [...rows.roleAssignments, ...rows.permissionGrants, ...rows.suspensions, ...rows.groupMembers])
    if (isTheirs(row) && isOpen(row)) end(row, by, at, "removed");
  end(
    rows.members.find(({ id }) => id === person.memberId),
    by,
    at,
    "removed",
  );
  tell(chronicle, by, at, {
    operation: "users.remove",
    target: targetOf(person),
    before: { ...stateOf(person), status: "active", groups: [], keys: [] },
    after: { keys: "revoke" },
  });
}

/** Signs in every few days between two moments; the last session is still open, as long as it was used lately. */
export function visit(chronicle: Chronicle, person: Person, from: Date, to: Date, everyDays: number) {
  const { random, rows } = chronicle;
  const pause = () => random.between(12, 48 * everyDays) * (DAY_MS / 24);
  for (let at = from.getTime() + pause(); at < to.getTime() - DAY_MS; at += pause())
    signIn(chronicle, person, new Date(at));
  openSession(chronicle, person, signIn(chronicle, person, new Date(to.getTime() - DAY_MS / 12)), to);
  const member = rows.members.find(({ id }) => id === person.memberId);
  if (member) member.lastActiveAt = to;
}

type Visit = { id: string; method: "google" | "email"; at: Date };

function signIn(chronicle: Chronicle, person: Person, at: Date): Visit {
  const { random } = chronicle;
  const [id, method] = [newId("session"), random.one(["google", "google", "email"] as const)];
  tell(chronicle, person, at, {
    operation: "session.start",
    target: { kind: "session", id, name: deviceOf(person.userAgent) },
    after: { method },
  });
  return { id, method, at };
}

function openSession(
  { sessions }: Chronicle,
  { userId, ip, userAgent }: Person,
  { id, method, at }: Visit,
  lastUsedAt: Date,
) {
  const expiresAt = new Date(at.getTime() + SESSION_DAYS * DAY_MS);
  const tokenHash = hashToken(newToken());
  sessions.push({
    id,
    userId,
    method,
    ip,
    userAgent,
    tokenHash,
    startedAt: at,
    startedBy: userId,
    lastUsedAt,
    expiresAt,
  });
}
