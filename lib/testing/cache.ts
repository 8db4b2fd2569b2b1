import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { cachedRenders } from "@/db/schema/delivery";
import type { ActorAccount } from "@/lib/actor";

/** The source of the account's library, which every account has. */
export async function librarySource({ id }: ActorAccount): Promise<string> {
  const [row] = await systemDb().execute<{ id: string }>(
    sql`select id from sources where account_id = ${id} and type = 'library' and deleted_at is null`,
  );
  return row?.id ?? "";
}

type Made = { fileIds?: string[]; folderIds?: string[]; tags?: string[] };

/** A cached result, as a server tells of one. */
export async function putRender({ id: accountId }: ActorAccount, sourceId: string, path: string, made: Made = {}) {
  const key = randomBytes(8).toString("hex");
  await systemDb()
    .insert(cachedRenders)
    .values({ accountId, server: "srv_1", key, sourceId, path, bytes: 1000, ...made });
}

/** A source beside the library, as if deployed long ago. */
export async function putSource({ id: accountId }: ActorAccount, name: string, domain?: string) {
  const slug = `${name.toLowerCase()}-${randomBytes(6).toString("hex")}`;
  const id = `src_${slug.replace("-", "")}`;
  await systemDb().execute(sql`insert into sources (account_id, id, slug, name, type, status, deployment, created_by)
    values (${accountId}, ${id}, ${slug}, ${name}, 'web_folder', 'deployed', 1, 'system')`);
  await systemDb()
    .execute(sql`insert into deployments (account_id, id, source_id, number, status, config, started_by, started_by_name, finished_at)
    values (${accountId}, ${id.replace("src", "dep")}, ${id}, 1, 'deployed', '{}', 'system', 'System', now())`);
  if (domain) await systemDb().execute(sql`insert into source_domains values (${accountId}, ${id}, ${domain})`);
  return { id, slug };
}
