import { inBatches } from "@/lib/in-batches";
import type { Clash } from "@/lib/media/input/change";
import {
  addFilesAction,
  deleteItemsAction,
  editMetadataAction,
  moveItemsAction,
  publishItemsAction,
  removeFilesAction,
  restoreItemsAction,
  setTagsAction,
  tagFilesAction,
  unpublishItemsAction,
} from "../actions";
import { idsOf, type MediaRow, selectionOf } from "../item";
import type { MetadataChange } from "./metadata-dialog";
import { run, type Send, type Step } from "./work";

export type Rows = readonly MediaRow[];
type Named = { id: string; name: string };

/** So many things are changed by one request; between two of them the progress is drawn. */
const STEP = 50;

/** So many rows at a time. */
export const stepsOf = <Result>(rows: Rows, send: (some: Rows, submission: string) => ReturnType<Send<Result>>) =>
  [...inBatches(rows, STEP)].map((some): Step<Result> => ({
    size: some.length,
    send: (submission) => send(some, submission),
  }));

/** Into the trash, from where everything comes back for 30 days. */
export const deleteRows = (account: string, rows: Rows) =>
  run({
    doing: "Deleting",
    steps: stepsOf(rows, (some, submission) => deleteItemsAction(account, selectionOf(some), submission)),
    done: (what) => `${what} went to the trash`,
    undo: (results) =>
      results.map(
        ({ changed }) =>
          (submission) =>
            restoreItemsAction(account, changed, submission),
      ),
  });

export type Target = { id: string | null; name: string; clash: Clash };

export const moveRows = (account: string, rows: Rows, { id: toId, name, clash }: Target) =>
  run({
    doing: `Moving to ${name}`,
    steps: stepsOf(rows, (some, submission) =>
      moveItemsAction(account, { ...selectionOf(some), toId, clash }, submission),
    ),
    done: (what) => `${what} moved to ${name}`,
    undo: (results) =>
      results.flatMap(({ before }) => before).map((back) => (submission) => moveItemsAction(account, back, submission)),
  });

export const tagRows = (account: string, rows: Rows, change: { add: string[]; remove: string[] }) =>
  run({
    doing: "Tagging",
    steps: stepsOf(rows, (some, submission) =>
      tagFilesAction(account, { fileIds: idsOf(some), ...change }, submission),
    ),
    done: (what) => `Tags of ${what} changed`,
    undo: (results) =>
      results.flatMap(({ before }) => before).map((back) => (submission) => setTagsAction(account, back, submission)),
  });

export const editMetadataOf = (account: string, rows: Rows, values: MetadataChange) =>
  run({
    doing: "Changing metadata",
    steps: stepsOf(rows, (some, submission) =>
      editMetadataAction(account, { fileIds: idsOf(some), values }, submission),
    ),
    done: (what) => `Metadata of ${what} changed`,
    undo: (results) =>
      results
        .flatMap(({ before }) => before)
        .map((back) => (submission) => editMetadataAction(account, back, submission)),
  });

export const collectRows = (account: string, rows: Rows, { id: collectionId, name }: Named) =>
  run({
    doing: `Adding to ${name}`,
    steps: stepsOf(rows, (some, submission) =>
      addFilesAction(account, { collectionId, fileIds: idsOf(some) }, submission),
    ),
    done: (what) => `${what} added to ${name}`,
    undo: (results) =>
      results.map(
        ({ changedIds: fileIds }) =>
          (submission) =>
            removeFilesAction(account, { collectionId, fileIds }, submission),
      ),
  });

export const takeOutRows = (account: string, rows: Rows, { id: collectionId, name }: Named) =>
  run({
    doing: `Taking out of ${name}`,
    steps: stepsOf(rows, (some, submission) =>
      removeFilesAction(account, { collectionId, fileIds: idsOf(some) }, submission),
    ),
    done: (what) => `${what} taken out of ${name}`,
    undo: (results) =>
      results.map(
        ({ changedIds: fileIds }) =>
          (submission) =>
            addFilesAction(account, { collectionId, fileIds }, submission),
      ),
  });

export const publishRows = (account: string, rows: Rows) =>
  run({
    doing: "Publishing",
    steps: stepsOf(rows, (some, submission) => publishItemsAction(account, selectionOf(some), submission)),
    done: (what) => `${what} published`,
    undo: (results) =>
      results.map(
        ({ before }) =>
          (submission) =>
            unpublishItemsAction(account, before, submission),
      ),
  });

export const unpublishRows = (account: string, rows: Rows) =>
  run({
    doing: "Making private",
    steps: stepsOf(rows, (some, submission) => unpublishItemsAction(account, selectionOf(some), submission)),
    done: (what) => `${what} made private`,
    undo: (results) =>
      results.map(
        ({ before }) =>
          (submission) =>
            publishItemsAction(account, before, submission),
      ),
  });
