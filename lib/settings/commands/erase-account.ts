import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { systemDb, withSystem } from "@/db/client";
import { type ActorAccount, systemActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { removeUnknown } from "@/lib/media/commands/sweep-bytes";
import { RESTORE_DAYS } from "@/lib/settings/rules";

const BATCH = 1_000;

/** The seller's books: they tell of the account after it. */
const KEPT = ["invoices", "payments", "refunds"];

type Deleted = ActorAccount & { deletedAt: string; deletedBy: string };

/**
 * Erases the accounts that were deleted more than 30 days ago, with their files, and whoever was in no other account. One
 * batch a transaction: a server that stops goes on where it was.
 */
export async function eraseDeletedAccounts(): Promise<void> {
  const due = await systemDb().execute<Deleted>(sql`
    select id, slug, name, plan, to_json(deleted_at) as "deletedAt", deleted_by as "deletedBy" from accounts
    where erased_at is null and deleted_at < now() - make_interval(days => ${RESTORE_DAYS})`);
  for (const account of due) await erase(account);
}

async function erase(account: Deleted): Promise<void> {
  for (const table of await erasableTables())
    await (table === "blobs" ? eraseBytes(account.id) : eraseRows(account.id, table));
  await withSystem(async (tx) => {
    const name = "An erased account";
    const [erased] = await tx.execute(sql`
      update accounts set erased_at = now(), name = ${name}, slug = ${`erased-${account.id.replace("_", "-")}`},
        email_domains = '{}' where id = ${account.id} and erased_at is null returning id`);
    if (!erased) return;
    const { deletedAt, deletedBy } = account;
    const target = { kind: "account", id: account.id, name } as const;
    const actor = systemActor(account, "Erasure", randomUUID());
    await recordAudit(tx, actor, "account.erase", target, { before: { deletedAt, deletedBy } });
  });
}

/** Every table with rows of accounts, those that point to others before these. */
async function erasableTables(): Promise<string[]> {
  const rows = await systemDb().execute<{ name: string; targets: string[] }>(sql`
    select c.relname as name, array(select t.relname::text from pg_constraint f join pg_class t on t.oid = f.confrelid
      where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as targets
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname`);
  const left = new Map(rows.filter(({ name }) => !KEPT.includes(name)).map(({ name, targets }) => [name, targets]));
  const order: string[] = [];
  while (left.size > 0) {
    const pointedTo = new Set([...left.values()].flat());
    const free = [...left.keys()].filter((name) => !pointedTo.has(name));
    if (free.length === 0) throw new Error(`These tables point to each other: ${[...left.keys()].join(", ")}.`);
    for (const name of free) left.delete(name);
    order.push(...free);
  }
  return order;
}

async function eraseRows(accountId: string, table: string): Promise<void> {
  for (let erased = 1; erased > 0;) {
    const [row] = await systemDb().execute<{ erased: number }>(sql`
      select erase_rows(${accountId}, ${table}::regclass, ${BATCH}) as erased`);
    erased = row?.erased ?? 0;
  }
}

/** What the account knew of its bytes, and the bytes themselves where no other account has the same. */
async function eraseBytes(accountId: string): Promise<void> {
  for (let erased = 1; erased > 0;) {
    const rows = await systemDb().execute<{ sha256: string }>(sql`
      delete from blobs where account_id = ${accountId} and sha256 in (
        select sha256 from blobs where account_id = ${accountId} limit ${BATCH}) returning sha256`);
    for (const { sha256 } of rows) await removeUnknown(sha256);
    erased = rows.length;
  }
}
