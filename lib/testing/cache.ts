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

type Made = { watermarkPaths?: string[]; fileIds?: string[]; folderIds?: string[]; tags?: string[] };

/** A cached result, as a server tells of one. */
export async function putRender({ id: accountId }: ActorAccount, sourceId: string, path: string, made: Made = {}) {
  const key = randomBytes(8).toString("hex");
  await systemDb()
    .insert(cachedRenders)
    .values({ accountId, server: "srv_1", key, sourceId, path, bytes: 1000, ...made });
}
