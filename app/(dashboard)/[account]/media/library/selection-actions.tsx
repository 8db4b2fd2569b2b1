"use client";

import { Copy, Download, FolderInput, Globe, Images, Link2, ListChecks, ListX, Lock, Tags, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { CollectionRow } from "@/lib/media/queries/rows";
import type { FileVerb } from "@/lib/media/rules/verdicts";
import { isFile, type MediaRow } from "../item";
import { downloadZip } from "../tasks/download-zip";
import type { Task } from "../tasks/use-tasks";

type Props = {
  account: string;
  rows: readonly MediaRow[];
  /** The collection that is shown, if it is one. */
  collection: CollectionRow | null;
  /** Whether the account has fields of its own. */
  hasFields: boolean;
  begin: (task: Task) => void;
  clear: () => void;
};

/** What can be done to at least one of the selected things; those that it cannot be done to are told of afterwards. */
export function SelectionActions({ account, rows, collection, hasFields, begin, clear }: Props) {
  const files = rows.filter(isFile);
  const hidden = rows.filter((row) => row.isPrivate && row.can.publish);
  const shown = rows.filter((row) => !row.isPrivate && row.can.unpublish);
  const someFile = (verb: FileVerb) => files.some((file) => file.can[verb]);
  const act = (label: string, icon: ReactNode, offered: boolean, task: Task) =>
    offered && (
      <Button
        key={label}
        size="sm"
        icon={icon}
        onClick={() => {
          begin(task);
          if (task.kind === "delete" || task.kind === "takeOut") clear();
        }}
      >
        {label}
      </Button>
    );
  return (
    <>
      {act(
        "Share",
        <Link2 aria-hidden />,
        rows.some(({ can }) => can.share),
        { kind: "share", rows },
      )}
      {act(
        "Move to…",
        <FolderInput aria-hidden />,
        rows.some(({ can }) => can.move),
        { kind: "move", rows },
      )}
      {act(
        "Copy to…",
        <Copy aria-hidden />,
        rows.some(({ can }) => can.copy),
        { kind: "copy", rows },
      )}
      {act("Publish", <Globe aria-hidden />, hidden.length > 0, { kind: "publish", rows: hidden })}
      {act("Make private", <Lock aria-hidden />, shown.length > 0, { kind: "unpublish", rows: shown })}
      {act("Tag…", <Tags aria-hidden />, someFile("tag"), { kind: "tag", rows: files })}
      {act("Metadata…", <ListChecks aria-hidden />, hasFields && someFile("editMetadata"), {
        kind: "metadata",
        rows: files,
      })}
      {act("Collect…", <Images aria-hidden />, someFile("addToCollection"), { kind: "collect", rows: files })}
      {collection &&
        act("Take out", <ListX aria-hidden />, collection.can.removeFiles, {
          kind: "takeOut",
          rows: files,
          collection,
        })}
      <Button size="sm" icon={<Download aria-hidden />} onClick={() => downloadZip(account, rows)}>
        Download
      </Button>
      {act(
        "Delete",
        <Trash2 aria-hidden />,
        rows.some((row) => row.can.delete),
        { kind: "delete", rows },
      )}
    </>
  );
}
