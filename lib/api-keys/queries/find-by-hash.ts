import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { KEY_LANES, keyQuery } from "@/db/client";
import type { Plan } from "@/lib/actor";
import { permissionsOf, stands } from "@/lib/api-keys/queries/columns";
import type { Permission } from "@/lib/permissions/permissions";
import { type AccessJson, accessOf } from "@/lib/users/queries/access";

/** A key with its owner's access and its account, all of one moment. */
export type FoundKey = {
  hash: string;
  id: string;
  name: string;
  /** False once it has ended or while it is suspended; a suspended owner shows in `access`. */
  stands: boolean;
  permissions: Permission[];
  sourceIds: string[] | null;
  folderIds: string[] | null;
  ipRanges: string[] | null;
  rateLimit: number | null;
  expiresAt: string | null;
  ownerId: string;
  ownerName: string;
  access: AccessJson;
  accountId: string;
  accountSlug: string;
  accountName: string;
  plan: Plan;
};

const LOOKUP = new PgDialect().sqlToQuery(sql`
  select k.secret_hash as hash, k.id, k.name, ${stands} as stands, ${permissionsOf} as permissions,
    k.source_ids as "sourceIds", k.folder_ids as "folderIds", k.ip_ranges as "ipRanges", k.rate_limit as "rateLimit",
    k.expires_at as "expiresAt", m.id as "ownerId", m.name as "ownerName", ${accessOf(sql`m`)} as access,
    a.id as "accountId", a.slug as "accountSlug", a.name as "accountName", a.plan
  from api_keys k join members m on m.account_id = k.account_id and m.id = k.owner_id join accounts a on a.id = k.account_id
  where k.secret_hash = any(${sql.placeholder("hashes")}) and a.deleted_at is null`).sql;

type Asked = { hash: string; resolve: (key: FoundKey | undefined) => void; reject: (error: unknown) => void };

let waiting: Asked[] = [];
let underWay = 0;

/**
 * The key with this SHA-256, as the database has it now. Nothing is remembered: the answer comes from a statement that
 * began after the question was asked. Questions of one moment share a statement.
 */
export function findKeyByHash(hash: string): Promise<FoundKey | undefined> {
  return new Promise((resolve, reject) => {
    waiting.push({ hash, resolve, reject });
    if (waiting.length === 1) setImmediate(ask);
  });
}

async function ask(): Promise<void> {
  if (underWay === KEY_LANES || waiting.length === 0) return;
  const asked = waiting;
  waiting = [];
  underWay++;
  try {
    const rows = await keyQuery<FoundKey>(LOOKUP, [asked.map(({ hash }) => hash)]);
    const found = new Map(rows.map((row) => [row.hash, row]));
    for (const { hash, resolve } of asked) resolve(found.get(hash));
  } catch (error) {
    for (const { reject } of asked) reject(error);
  } finally {
    underWay--;
    void ask();
  }
}
