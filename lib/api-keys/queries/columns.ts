import { type SQL, sql } from "drizzle-orm";
import type { KeyStatus } from "@/lib/api-keys/rules/status";
import type { Permission } from "@/lib/permissions/permissions";

/** The pieces of SQL that the reads of keys share; `k` is the key, `m` its owner. */

export const successorOf: SQL = sql`exists (select from api_keys s where s.account_id = k.account_id and s.rotated_from_id = k.id)`;

/** A `KeyStatus`, judged by the database's clock. */
export const statusOf: SQL = sql`case
  when k.end_reason = 'owner_removed' or (k.ended_at is null and m.ended_at is not null) then 'owner_removed'
  when (k.ended_at is not null or k.expires_at <= now()) and ${successorOf} then 'rotated'
  when k.ended_at is not null then 'revoked'
  when k.expires_at <= now() then 'expired'
  when exists (select from suspensions o where o.account_id = m.account_id and o.member_id = m.id and o.ended_at is null) then 'owner_suspended'
  when exists (select from api_key_suspensions o where o.account_id = k.account_id and o.key_id = k.id and o.ended_at is null) then 'suspended'
  when ${successorOf} then 'rotating'
  else 'active' end`;

/**
 * Whether a request with the key is answered, as far as the key and the membership of its owner go; a suspension of the
 * owner comes with their access. It is what `statusOf` says in more words, for the read that every request waits for.
 */
export const stands: SQL = sql`(k.ended_at is null and (k.expires_at is null or k.expires_at > now()) and m.ended_at is null
  and not exists (select from api_key_suspensions o where o.account_id = k.account_id and o.key_id = k.id and o.ended_at is null))`;

/** The permissions a key carries, as names; those of an ended key are the ones it ended with. */
export const permissionsOf: SQL = sql`array(select p.permission from api_key_permissions p
  where p.account_id = k.account_id and p.key_id = k.id and p.ended_at is null order by p.permission)`;

/** The last request that was let in or refused, joined as `u`. */
export const lastUse: SQL = sql`left join lateral (select u.last_at, u.last_ip, u.last_path from api_key_uses u
  where u.account_id = k.account_id and u.key_id = k.id order by u.last_at desc limit 1) u on true`;

export const lastUseColumn: SQL = sql`case when u.last_at is not null then json_build_object('at', u.last_at, 'ip', u.last_ip, 'path', u.last_path) end`;

/** `at` is RFC 3339. */
export type LastUse = { at: string; ip: string | null; path: string | null };

/** What every key in a list has. */
export type KeyHead = {
  id: string;
  name: string;
  prefix: string;
  ownerId: string;
  status: KeyStatus;
  permissions: Permission[];
  /** RFC 3339. */
  expiresAt: string | null;
  lastUsed: LastUse | null;
};
