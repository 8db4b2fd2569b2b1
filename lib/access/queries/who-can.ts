import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { permissionsOf, statusOf } from "@/lib/api-keys/queries/columns";
import { type KeyStatus, works } from "@/lib/api-keys/rules/status";
import { type Access, effectiveOf, keyPower, sourcesOf } from "@/lib/permissions/access";
import { type Asker, authorize, canEver, holdersOf } from "@/lib/permissions/can";
import { type OperationId, operationOf } from "@/lib/permissions/operations";
import { holds, type Permission } from "@/lib/permissions/permissions";
import { type AccessJson, accessOf, toAccess } from "@/lib/users/queries/access";
import { holdersOf as membersHolding } from "@/lib/users/queries/holders";

/** Who can do this at all, or who holds this? */
type WhoCan = { operation: OperationId } | { permission: Permission };

/** Someone who can, and what gives it to them; nothing is named where any active member can. */
type Able = {
  id: string;
  name: string;
  email: string;
  from: { kind: "role" | "grant"; id: string; name: string }[];
};
type AbleKey = { id: string; name: string; ownerId: string; ownerName: string };
type WhoCanAnswer = {
  people: Able[];
  /** Of all people, not only of those named. */
  total: number;
  keys: AbleKey[];
};

const NAMED = 100;

/** Who can do something, to some row at least, or who holds a permission: people by name, then keys. */
export async function whoCan(actor: Actor, question: WhoCan): Promise<WhoCanAnswer> {
  authorize(actor, "access.explainAnyone");
  const permissions = permissionsFor(question);
  return withAccount(actor.account.id, async (tx) => ({
    ...(await peopleWho(tx, actor, question, permissions)),
    keys: await keysWhich(tx, actor, question),
  }));
}

const permissionsFor = (question: WhoCan): Permission[] =>
  "permission" in question ? [question.permission] : holdersOf(question.operation).map(({ permission }) => permission);

/** The verdict on each who was found is taken by the walk that authorises. */
const isAble = (question: WhoCan, asker: Asker) =>
  "permission" in question
    ? asker.active && holds(asker.permissions, question.permission)
    : canEver(asker, question.operation);

const isOpenToAll = (question: WhoCan) =>
  "operation" in question && operationOf(question.operation).by.everyone !== undefined;

type PersonRow = { id: string; name: string; email: string; access: AccessJson };

async function peopleWho(tx: Tx, actor: Actor, question: WhoCan, permissions: readonly Permission[]) {
  const candidates = sql`from members m where m.account_id = ${actor.account.id} and m.ended_at is null
    and (${isOpenToAll(question) ? notSuspended : holding(actor.account.id, permissions)})`;
  const rows = await tx.execute<PersonRow>(sql`
    select m.id, m.name, m.email, ${accessOf(sql`m`)} as access ${candidates} order by lower(m.name), m.id limit ${NAMED}`);
  const [counted] = await tx.execute<{ total: number }>(sql`select count(*)::int as total ${candidates}`);
  const people = rows
    .map((row) => ({ ...row, access: toAccess(row.access) }))
    .filter(({ id, access }) =>
      isAble(question, { kind: "member", memberId: id, active: access.active, permissions: effectiveOf(access) }),
    )
    .map(({ id, name, email, access }) => ({ id, name, email, from: originsOf(access, permissions) }));
  return { people, total: counted?.total ?? 0 };
}

const notSuspended: SQL = sql`not exists (select from suspensions s
  where s.account_id = m.account_id and s.member_id = m.id and s.ended_at is null)`;

const holding = (accountId: string, permissions: readonly Permission[]): SQL =>
  permissions.length === 0
    ? sql`false`
    : sql.join(
        permissions.map((permission) => sql`m.id in (${membersHolding(accountId, permission)})`),
        sql` or `,
      );

function originsOf(access: Access, permissions: readonly Permission[]): Able["from"] {
  const sources = permissions.flatMap((permission) => sourcesOf(access, permission).map(({ source }) => source));
  return [...new Set(sources)].map(({ kind, id, name }) => ({ kind, id, name }));
}

type KeyRow = AbleKey & { status: KeyStatus; permissions: Permission[]; access: AccessJson };

async function keysWhich(tx: Tx, actor: Actor, question: WhoCan): Promise<AbleKey[]> {
  const rows = await tx.execute<KeyRow>(sql`
    select k.id, k.name, k.owner_id as "ownerId", m.name as "ownerName", ${statusOf} as status,
      ${permissionsOf} as permissions, ${accessOf(sql`m`)} as access
    from api_keys k join members m on m.account_id = k.account_id and m.id = k.owner_id
    where k.account_id = ${actor.account.id} and k.ended_at is null order by lower(k.name), k.id`);
  return rows
    .filter(({ status, permissions, access, ownerId }) =>
      isAble(question, {
        kind: "key",
        memberId: ownerId,
        active: works(status),
        permissions: keyPower(permissions, effectiveOf(toAccess(access))).effective,
      }),
    )
    .map(({ id, name, ownerId, ownerName }) => ({ id, name, ownerId, ownerName }));
}
