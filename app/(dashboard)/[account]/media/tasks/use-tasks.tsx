"use client";

import { lazy, Suspense, useState } from "react";
import type { FileRow } from "@/lib/media/queries/rows";
import type { MediaRow } from "../item";
import { copyRows } from "./copy-rows";
import type { TaskDialogProps } from "./task-dialog-props";
import {
  collectRows,
  deleteRows,
  editMetadataOf,
  moveRows,
  publishRows,
  tagRows,
  takeOutRows,
  unpublishRows,
} from "./works";

const RenameDialog = lazy(() => import("./rename-dialog"));
const PlaceDialog = lazy(() => import("./place-dialog"));
const TagDialog = lazy(() => import("./tag-dialog"));
const MetadataDialog = lazy(() => import("./metadata-dialog"));
const CollectDialog = lazy(() => import("./collect-dialog"));
const ShareDialog = lazy(() => import("../share/share-dialog"));
const ShareManyDialog = lazy(() => import("../share/share-many-dialog"));

type Asking =
  | { kind: "rename"; row: MediaRow }
  | { kind: "share"; rows: readonly MediaRow[] }
  | { kind: "move"; rows: readonly MediaRow[] }
  | { kind: "copy"; rows: readonly MediaRow[] }
  | { kind: "tag"; rows: readonly FileRow[] }
  | { kind: "metadata"; rows: readonly FileRow[] }
  | { kind: "collect"; rows: readonly FileRow[] };

/** Something to be done to files and folders that are on the page. */
export type Task =
  | Asking
  | { kind: "delete"; rows: readonly MediaRow[] }
  | { kind: "publish"; rows: readonly MediaRow[] }
  | { kind: "unpublish"; rows: readonly MediaRow[] }
  | { kind: "moveInto"; rows: readonly MediaRow[]; folder: { id: string | null; name: string } }
  | { kind: "takeOut"; rows: readonly FileRow[]; collection: { id: string; name: string } };

/** Begins what menus, keys and the selection ask for, and holds the dialog that one of them opened. */
export function useTasks(account: string) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const begin = (task: Task) => {
    if (task.kind === "delete") void deleteRows(account, task.rows);
    else if (task.kind === "publish") void publishRows(account, task.rows);
    else if (task.kind === "unpublish") void unpublishRows(account, task.rows);
    else if (task.kind === "moveInto") void moveRows(account, task.rows, { ...task.folder, clash: "keep" });
    else if (task.kind === "takeOut") void takeOutRows(account, task.rows, task.collection);
    else setAsking(task);
  };
  const close = () => setAsking(null);
  const chosen = (work: Promise<void>) => {
    close();
    void work;
  };
  const shared = { account, isOpen: true, onOpenChange: close };
  const dialogs = asking && (
    <Suspense fallback={null}>
      {asking.kind === "rename" && <RenameDialog {...shared} row={asking.row} />}
      {asking.kind === "share" && <Share {...shared} rows={asking.rows} />}
      {(asking.kind === "move" || asking.kind === "copy") && (
        <PlaceDialog
          {...shared}
          verb={asking.kind}
          rows={asking.rows}
          onChoose={(target) => chosen((asking.kind === "move" ? moveRows : copyRows)(account, asking.rows, target))}
        />
      )}
      {asking.kind === "tag" && (
        <TagDialog
          {...shared}
          rows={asking.rows}
          onChoose={(change) => chosen(tagRows(account, asking.rows, change))}
        />
      )}
      {asking.kind === "metadata" && (
        <MetadataDialog
          {...shared}
          rows={asking.rows}
          onChoose={(values) => chosen(editMetadataOf(account, asking.rows, values))}
        />
      )}
      {asking.kind === "collect" && (
        <CollectDialog
          {...shared}
          rows={asking.rows}
          onChoose={(collection) => chosen(collectRows(account, asking.rows, collection))}
        />
      )}
    </Suspense>
  );
  return { begin, dialogs };
}

function Share({ rows, ...dialog }: TaskDialogProps & { rows: readonly MediaRow[] }) {
  const [only, ...others] = rows;
  return only && others.length === 0 ? (
    <ShareDialog {...dialog} item={only} />
  ) : (
    <ShareManyDialog {...dialog} rows={rows} />
  );
}
