import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";

/**
 * Removes what nobody will ask for again: spent one-time links, tries that no limit counts any more, old mails, answers
 * past their 24 hours, marks that every cached result is younger than, and what servers told of caches that are gone.
 */
export async function deleteSettledRows(): Promise<void> {
  const db = systemDb();
  await db.execute(sql`delete from one_time_links where greatest(created_at, expires_at) < now() - interval '1 day'`);
  await db.execute(sql`delete from tries where since < now() - interval '1 day'`);
  await db.execute(sql`delete from mails where created_at < now() - interval '30 days'`);
  await db.execute(sql`delete from idempotent_answers where created_at < now() - interval '24 hours'`);
  await db.execute(sql`delete from purge_marks where at < now() - interval '31 days'`);
  await db.execute(sql`delete from cached_renders where stored_at < now() - interval '31 days'`);
}
