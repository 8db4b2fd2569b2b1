import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { isCurrent } from "@/db/schema/columns";
import { collectionFiles, collections } from "@/db/schema/collections";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError } from "@/lib/errors";
import { changedIn, forEachItem, type Outcome } from "@/lib/media/commands/outcomes";
import type { CollectionFiles, CreateCollection, EditCollection } from "@/lib/media/input/change";
import { findItemFor, type FoundItem, type LevelOperation } from "@/lib/media/queries/find-item";
import { nameKeyOf } from "@/lib/media/rules/name";
import { authorize } from "@/lib/permissions/can";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

const MOST_FILES = 10_000;

/** Whoever makes a collection owns it. */
export async function createCollection(actor: Actor, { name, description }: CreateCollection): Promise<{ id: string }> {
  authorize(actor, "collections.create");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "collections.create");
    const id = newId("collection");
    const named = { name, nameKey: nameKeyOf(name), description };
    await tx.insert(collections).values({ ...turn.begun, id, ...named, ownerId: turn.actor.memberId });
    await recordAudit(
      tx,
      turn.actor,
      "collections.create",
      { kind: "collection", id, name },
      { after: { name, description } },
    );
    return { id };
  });
}

/** `before` is the input that takes it back. */
export async function editCollection(actor: Actor, input: EditCollection): Promise<{ before: EditCollection }> {
  return onCollection(actor, "collections.rename", input.collectionId, async (tx, turn, found) => {
    const [former] = await tx
      .select({ name: collections.name, description: collections.description })
      .from(collections)
      .where(isCollection(turn, found.id));
    const before = { name: former?.name ?? found.name, description: former?.description ?? "" };
    const after = { name: input.name ?? before.name, description: input.description ?? before.description };
    await tx
      .update(collections)
      .set({ ...after, nameKey: nameKeyOf(after.name) })
      .where(isCollection(turn, found.id));
    await record(tx, turn, "collections.rename", { ...found, name: after.name }, { before, after });
    return { before: { collectionId: found.id, ...before } };
  });
}

/** The files stay where they are; who reached them through the collection alone does so no longer. */
export async function deleteCollection(actor: Actor, collectionId: string): Promise<void> {
  await onCollection(actor, "collections.delete", collectionId, async (tx, turn, found) => {
    await tx.update(collections).set(turn.ended("deleted")).where(isCollection(turn, found.id));
    await record(tx, turn, "collections.delete", found, { before: { name: found.name } });
  });
}

/** `changedIds`: the files with which the opposite change takes it back. */
type CollectionChanged = { outcomes: Outcome[]; changedIds: string[] };

/** Whoever the collection is shared with can see the files from now on. Needs contribute on the files as well. */
export const addFiles = (actor: Actor, { collectionId, fileIds }: CollectionFiles): Promise<CollectionChanged> =>
  onCollection(actor, "collections.addFiles", collectionId, async (tx, turn, found) => {
    const present = await filesIn(tx, turn, found.id);
    const outcomes = await forEachItem(tx, turn, "file", fileIds, {
      operation: "collections.addFiles",
      run: async ({ id }) => {
        if (present.has(id)) return false;
        if (present.size >= MOST_FILES)
          return new AppError("conflict", `A collection holds at most ${MOST_FILES} files.`);
        await tx.insert(collectionFiles).values({ ...turn.begun, collectionId: found.id, fileId: id });
        present.add(id);
        return true;
      },
    });
    const added = outcomes.filter(({ outcome }) => outcome === "changed").map(({ name }) => name);
    if (added.length > 0) await record(tx, turn, "collections.addFiles", found, { after: { files: added } });
    return { outcomes, changedIds: changedIn(outcomes, "file") };
  });

export const removeFiles = (actor: Actor, { collectionId, fileIds }: CollectionFiles): Promise<CollectionChanged> =>
  onCollection(actor, "collections.removeFiles", collectionId, async (tx, turn, found) => {
    const present = await filesIn(tx, turn, found.id);
    const outcomes = await forEachItem(tx, turn, "file", fileIds, {
      operation: "media.view",
      run: async ({ id }) => present.has(id),
    });
    const removed = changedIn(outcomes, "file");
    const m = collectionFiles;
    if (removed.length > 0) {
      await tx
        .update(m)
        .set(turn.ended("taken out"))
        .where(
          and(eq(m.accountId, turn.account.id), eq(m.collectionId, found.id), inArray(m.fileId, removed), isCurrent(m)),
        );
      const names = outcomes.filter(({ outcome }) => outcome === "changed").map(({ name }) => name);
      await record(tx, turn, "collections.removeFiles", found, { before: { files: names } });
    }
    return { outcomes, changedIds: removed };
  });

async function onCollection<T>(
  actor: Actor,
  operation: LevelOperation & `collections.${string}`,
  collectionId: string,
  work: (tx: Tx, turn: Turn, found: FoundItem) => Promise<T>,
): Promise<T> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, operation);
    return work(tx, turn, await findItemFor(tx, turn.actor, operation, { collectionId }));
  });
}

const isCollection = (turn: Turn, id: string) =>
  and(eq(collections.accountId, turn.account.id), eq(collections.id, id));

async function filesIn(tx: Tx, turn: Turn, collectionId: string): Promise<Set<string>> {
  const m = collectionFiles;
  const rows = await tx
    .select({ id: m.fileId })
    .from(m)
    .where(and(eq(m.accountId, turn.account.id), eq(m.collectionId, collectionId), isCurrent(m)));
  return new Set(rows.map(({ id }) => id));
}

const record = (
  tx: Tx,
  turn: Turn,
  operation: LevelOperation,
  { id, name }: FoundItem,
  change: { before?: object; after?: object },
) => recordAudit(tx, turn.actor, operation, { kind: "collection", id, name }, change);
