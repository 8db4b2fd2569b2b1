"use client";

import { lazy, Suspense, useState } from "react";
import type { MediaRow } from "../item";
import { deleteAndTell } from "./delete";

const RenameDialog = lazy(() => import("./rename-dialog"));
const MoveDialog = lazy(() => import("./move-dialog"));
const ShareDialog = lazy(() => import("../share/share-dialog"));

/** Something to be done to files and folders that are on the page. */
export type Task =
  | { kind: "rename"; row: MediaRow }
  | { kind: "share"; row: MediaRow }
  | { kind: "move"; rows: readonly MediaRow[] }
  | { kind: "delete"; rows: readonly MediaRow[] };

type Asking = Exclude<Task, { kind: "delete" }>;

/** Begins what menus, keys and the selection ask for, and holds the dialog that one of them opened. */
export function useTasks(account: string) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const begin = (task: Task) => {
    if (task.kind === "delete") void deleteAndTell(account, task.rows);
    else setAsking(task);
  };
  const shared = { account, isOpen: true, onOpenChange: () => setAsking(null) };
  const dialog = asking && (
    <Suspense fallback={null}>
      {asking.kind === "rename" && <RenameDialog {...shared} row={asking.row} />}
      {asking.kind === "share" && <ShareDialog {...shared} item={asking.row} />}
      {asking.kind === "move" && <MoveDialog {...shared} rows={asking.rows} />}
    </Suspense>
  );
  return { begin, dialog };
}
