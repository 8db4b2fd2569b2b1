import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { folders } from "@/db/schema/media";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { findNamed, requireFree, type Shelf } from "@/lib/media/commands/names";
import { findPlace, type Place } from "@/lib/media/commands/places";
import type { CreateFolder } from "@/lib/media/input/change";
import { nameKeyOf } from "@/lib/media/rules/name";
import { SEGMENT } from "@/lib/media/rules/path";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** Whoever makes a folder owns it. */
export async function createFolder(actor: Actor, { name, parentId }: CreateFolder): Promise<{ id: string }> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "folders.create");
    const parent = await findPlace(tx, turn.actor, "folders.create", parentId);
    await requireFree(tx, shelfOf(turn, parent), name);
    const { id } = await insertFolder(tx, turn, parent, name);
    return { id };
  });
}

/** Makes the folders of a dropped tree; those that are there already are used. @returns the id of each path, in their order */
export async function createFolderTree(
  actor: Actor,
  { parentId, paths }: { parentId: string | null; paths: string[][] },
): Promise<{ ids: string[] }> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "folders.create");
    const top = await findPlace(tx, turn.actor, "folders.create", parentId);
    const made = new Map<string, Place & { id: string }>();
    const ids: string[] = [];
    for (const path of paths) {
      let place: Place = top;
      for (const name of path) {
        const key = `${place.id}/${name.toLowerCase()}`;
        const next = made.get(key) ?? (await findOrInsert(tx, turn, place, name));
        made.set(key, next);
        place = next;
      }
      if (place.id !== null) ids.push(place.id);
    }
    return { ids };
  });
}

const findOrInsert = async (tx: Tx, turn: Turn, parent: Place, name: string) =>
  (await findFolderNamed(tx, turn, parent, name)) ?? insertFolder(tx, turn, parent, name);

/** Whatever has this name there is at least as open to the actor as the folder that it is in. */
export async function findFolderNamed(
  tx: Tx,
  turn: Turn,
  parent: Place,
  name: string,
): Promise<(Place & { id: string }) | null> {
  const taken = await findNamed(tx, shelfOf(turn, parent), name);
  if (taken === null) return null;
  const [row] = await tx
    .select({ path: folders.path })
    .from(folders)
    .where(sql`${folders.accountId} = ${turn.account.id} and ${folders.id} = ${taken}`);
  return { id: taken, name, path: row?.path ?? "" };
}

export async function insertFolder(tx: Tx, turn: Turn, parent: Place, name: string): Promise<Place & { id: string }> {
  const id = newId("folder");
  const [row] = await tx
    .insert(folders)
    .values({
      accountId: turn.account.id,
      id,
      parentId: parent.id,
      name,
      nameKey: nameKeyOf(name),
      path: sql`${parent.path}::text || lpad(to_hex(nextval('folder_numbers')), ${SEGMENT}::int, '0')`,
      ownerId: turn.actor.memberId,
      createdAt: turn.now,
      createdBy: turn.begun.startedBy,
    })
    .returning({ path: folders.path });
  await recordAudit(
    tx,
    turn.actor,
    "folders.create",
    { kind: "folder", id, name },
    { after: { name, in: parent.name } },
  );
  return { id, name, path: row?.path ?? "" };
}

const shelfOf = (turn: Turn, parent: Place): Shelf => ({
  accountId: turn.account.id,
  kind: "folder",
  parentId: parent.id,
});
