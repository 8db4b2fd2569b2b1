import type { Clash } from "@/lib/media/input/change";
import {
  addFilesAction,
  deleteItemsAction,
  moveItemsAction,
  publishItemsAction,
  removeFilesAction,
  restoreItemsAction,
  setTagsAction,
  tagFilesAction,
  unpublishItemsAction,
} from "../actions";
import { idsOf, type MediaRow, selectionOf } from "../item";
import type { useWork } from "./use-work";

export type Run = ReturnType<typeof useWork>["run"];
export type Rows = readonly MediaRow[];
type Named = { id: string; name: string };

/** Into the trash, from where everything comes back for 30 days. */
export const deleteRows = (run: Run, account: string, rows: Rows) =>
  run({
    doing: "Deleting",
    rows,
    act: (some) => deleteItemsAction(account, selectionOf(some)),
    done: (what) => `${what} went to the trash`,
    undo: (results) =>
      results.map(
        ({ changed }) =>
          () =>
            restoreItemsAction(account, changed),
      ),
  });

export type Target = { id: string | null; name: string; clash: Clash };

export const moveRows = (run: Run, account: string, rows: Rows, { id, name, clash }: Target) =>
  run({
    doing: `Moving to ${name}`,
    rows,
    act: (some) => moveItemsAction(account, { ...selectionOf(some), toId: id, clash }),
    done: (what) => `${what} moved to ${name}`,
    undo: (results) => results.flatMap(({ before }) => before).map((back) => () => moveItemsAction(account, back)),
  });

export const tagRows = (run: Run, account: string, rows: Rows, change: { add: string[]; remove: string[] }) =>
  run({
    doing: "Tagging",
    rows,
    act: (some) => tagFilesAction(account, { fileIds: idsOf(some), ...change }),
    done: (what) => `Tags of ${what} changed`,
    undo: (results) => results.flatMap(({ before }) => before).map((back) => () => setTagsAction(account, back)),
  });

export const collectRows = (run: Run, account: string, rows: Rows, { id, name }: Named) =>
  run({
    doing: `Adding to ${name}`,
    rows,
    act: (some) => addFilesAction(account, { collectionId: id, fileIds: idsOf(some) }),
    done: (what) => `${what} added to ${name}`,
    undo: (results) =>
      results.map(
        ({ changedIds }) =>
          () =>
            removeFilesAction(account, { collectionId: id, fileIds: changedIds }),
      ),
  });

export const takeOutRows = (run: Run, account: string, rows: Rows, { id, name }: Named) =>
  run({
    doing: `Taking out of ${name}`,
    rows,
    act: (some) => removeFilesAction(account, { collectionId: id, fileIds: idsOf(some) }),
    done: (what) => `${what} taken out of ${name}`,
    undo: (results) =>
      results.map(
        ({ changedIds }) =>
          () =>
            addFilesAction(account, { collectionId: id, fileIds: changedIds }),
      ),
  });

export const publishRows = (run: Run, account: string, rows: Rows) =>
  run({
    doing: "Publishing",
    rows,
    act: (some) => publishItemsAction(account, selectionOf(some)),
    done: (what) => `${what} published`,
    undo: (results) =>
      results.map(
        ({ before }) =>
          () =>
            unpublishItemsAction(account, before),
      ),
  });

export const unpublishRows = (run: Run, account: string, rows: Rows) =>
  run({
    doing: "Making private",
    rows,
    act: (some) => unpublishItemsAction(account, selectionOf(some)),
    done: (what) => `${what} made private`,
    undo: (results) =>
      results.map(
        ({ before }) =>
          () =>
            publishItemsAction(account, before),
      ),
  });
