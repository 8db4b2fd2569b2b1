import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/actor";
import type { Limits } from "@/lib/api-keys/rules/limits";
import { AppError } from "@/lib/errors";
import { findItems } from "@/lib/media/queries/find-item";
import { canEver } from "@/lib/permissions/can";

type Targets = Pick<Limits, "sourceIds" | "folderIds">;

/** Whether the sources and folders to which a key is newly limited are there, and open to who limits it. @throws AppError `invalid` */
export async function requireTargets(tx: Tx, actor: Actor, limits: Targets, former?: Targets): Promise<void> {
  const added = (list: keyof Targets) => (limits[list] ?? []).filter((id) => !former?.[list]?.includes(id));
  await requireAll("sourceIds", "source", added("sourceIds"), (ids) => sourcesAmong(tx, actor, ids));
  await requireAll("folderIds", "folder", added("folderIds"), (ids) => foldersAmong(tx, actor, ids));
}

async function requireAll(
  field: keyof Targets,
  noun: string,
  ids: string[],
  among: (ids: string[]) => Promise<ReadonlySet<string>>,
): Promise<void> {
  if (ids.length === 0) return;
  const known = await among(ids);
  const faults = ids.flatMap((id, i) =>
    known.has(id) ? [] : [{ path: `${field}.${i}`, message: `There is no such ${noun}, or it is not open to you.` }],
  );
  if (faults[0]) throw new AppError("invalid", faults[0].message, { fields: faults });
}

async function sourcesAmong(tx: Tx, actor: Actor, ids: string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.execute<{ id: string }>(sql`
    select id from sources where account_id = ${actor.account.id} and id in ${ids} and status <> 'deleted'`);
  return new Set(rows.map(({ id }) => id));
}

async function foldersAmong(tx: Tx, actor: Actor, ids: string[]): Promise<ReadonlySet<string>> {
  if (!canEver(actor, "media.view")) return new Set();
  const found = await findItems(tx, actor, "folder", ids);
  return new Set(found.filter(({ level, inTrash }) => level !== null && !inTrash).map(({ id }) => id));
}
