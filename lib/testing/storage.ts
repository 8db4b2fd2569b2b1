import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";

/** Every row of every table as one text, to look for what must not be in it. */
export async function everythingKept(): Promise<string> {
  const tables = await systemDb().execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
      and table_name <> 'audit_heads'`,
  );
  const rows = await systemDb().execute<{ text: string | null }>(
    sql.join(
      tables.map(({ name }) => sql`select string_agg(t::text, ' ') as text from ${sql.identifier(name)} t`),
      sql` union all `,
    ),
  );
  return rows.map(({ text }) => text ?? "").join(" ");
}

/** Lets the first request under an Idempotency-Key look as if its server had gone before it answered. */
export const forgetFirstAnswers = (idempotencyKey: string, { hoursAgo = 0 } = {}) =>
  systemDb().execute(sql`update idempotent_answers set status = null, body = null,
    created_at = created_at - make_interval(hours => ${hoursAgo}) where idempotency_key = ${idempotencyKey}`);
