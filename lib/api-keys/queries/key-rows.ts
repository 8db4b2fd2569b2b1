import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { type KeyHead, lastUse, lastUseColumn, permissionsOf, statusOf } from "@/lib/api-keys/queries/columns";
import type { Limits } from "@/lib/api-keys/rules/limits";
import { findSpells } from "@/lib/api-keys/queries/spells";
import { type Dormant, dormantSince } from "@/lib/api-keys/rules/history";
import { isOver, works } from "@/lib/api-keys/rules/status";
import { type KeyVerbs, verbsFor } from "@/lib/api-keys/rules/verbs";
import { toDate } from "@/lib/to-date";
import { keyPower } from "@/lib/permissions/access";
import { listOf, type Permission } from "@/lib/permissions/permissions";
import { type AccessJson, accessOf, heldBy, toAccess } from "@/lib/users/queries/access";

/** A key as a list shows it. What it carries is in `permissions`. */
export type KeyRow = Omit<KeyHead, "ownerId"> &
  Omit<Limits, "expiresAt"> & {
    owner: { id: string; name: string; email: string };
    /** What it can do now, what is implied included: nothing while it does not work. */
    effective: Permission[];
    /** What it carries and its owner does not hold; nothing once it is over. */
    dormant: Dormant[];
    createdAt: string;
    rotatedFromId: string | null;
    replacedById: string | null;
    can: KeyVerbs;
  };

type Row = KeyHead &
  Omit<Limits, "expiresAt"> & {
    ownerName: string;
    ownerEmail: string;
    access: AccessJson;
    createdAt: string;
    suspended: boolean;
    rotatedFromId: string | null;
    replacedById: string | null;
  };

/** The rows that `chosen`, a query of key ids with a `position`, names, in that order. */
export async function readKeys(tx: Tx, actor: Actor, chosen: SQL): Promise<KeyRow[]> {
  const rows = await tx.execute<Row>(sql`
    select k.id, k.name, k.prefix, k.owner_id as "ownerId", m.name as "ownerName", m.email as "ownerEmail",
      ${statusOf} as status, ${permissionsOf} as permissions, ${accessOf(sql`m`)} as access,
      k.source_ids as "sourceIds", k.folder_ids as "folderIds", k.ip_ranges as "ipRanges", k.rate_limit as "rateLimit",
      to_json(k.expires_at) as "expiresAt", to_json(k.started_at) as "createdAt", ${lastUseColumn} as "lastUsed",
      k.rotated_from_id as "rotatedFromId",
      (select s.id from api_keys s where s.account_id = k.account_id and s.rotated_from_id = k.id) as "replacedById",
      exists (select from api_key_suspensions o where o.account_id = k.account_id and o.key_id = k.id and o.ended_at is null) as suspended
    from (${chosen}) c
    join api_keys k on k.account_id = ${actor.account.id} and k.id = c.id
    join members m on m.account_id = k.account_id and m.id = k.owner_id ${lastUse}
    order by c.position`);
  const now = await databaseTime(tx);
  const keys: KeyRow[] = [];
  for (const row of rows) keys.push(await toKey(tx, actor, row, now));
  return keys;
}

async function toKey(tx: Tx, actor: Actor, row: Row, now: Date): Promise<KeyRow> {
  const { ownerId, ownerName, ownerEmail, access, suspended, ...key } = row;
  const { effective, dormant } = keyPower(key.permissions, heldBy(toAccess(access)));
  const limits = { ...key, expiresAt: toDate(key.expiresAt) };
  return {
    ...key,
    owner: { id: ownerId, name: ownerName, email: ownerEmail },
    effective: works(key.status) ? listOf(effective) : [],
    dormant:
      dormant.length === 0 || isOver(key.status)
        ? []
        : dormantSince(await findSpells(tx, actor.account.id, key.id, now), dormant),
    can: verbsFor(actor, { ownerId, status: key.status, suspended, replaced: key.replacedById !== null, limits }),
  };
}

export async function databaseTime(tx: Tx): Promise<Date> {
  const [clock] = await tx.execute<{ now: string }>(sql`select to_json(now()) as now`);
  return new Date(clock?.now ?? Number.NaN);
}
