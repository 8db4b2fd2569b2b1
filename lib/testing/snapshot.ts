import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import type { ActorAccount } from "@/lib/actor";

const TABLES = [
  "members",
  "role_assignments",
  "permission_grants",
  "suspensions",
  "group_members",
  "invitations",
  "invitation_links",
  "api_keys",
  "folders",
  "files",
  "file_versions",
  "collections",
  "collection_files",
  "shares",
  "share_links",
  "share_link_revocations",
  "mails",
  "audit_events",
] as const;

/** Every row of an account's access, to compare: a refusal leaves all of it as it was. */
export async function snapshotOf({ id }: ActorAccount): Promise<Record<string, unknown>> {
  const tables = TABLES.map(
    (table) => sql`${table}::text, (select coalesce(jsonb_agg(t order by t::text), '[]')
      from (select to_jsonb(r) - 'last_active_at' as t from ${sql.identifier(table)} r where r.account_id = ${id}) rows)`,
  );
  const [row] = await systemDb().execute<{ rows: Record<string, unknown> }>(
    sql`select jsonb_build_object(${sql.join(tables, sql`, `)}) as rows`,
  );
  return row?.rows ?? {};
}
