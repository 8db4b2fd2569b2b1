import type { RowKey } from "@/components/data-table/use-row-keys";
import type { MediaRow } from "../item";
import type { Task } from "../tasks/use-tasks";

type Acts = { rows: readonly MediaRow[]; begin: (task: Task) => void; look: (row: MediaRow) => void };

/** The keys that do something here: what nobody may do to any row has none. */
export function mediaKeys({ rows, begin, look }: Acts): RowKey<MediaRow>[] {
  const key = (keys: string, label: string, verb: Verb, run: RowKey<MediaRow>["run"]) =>
    rows.some((row) => row.can[verb]) ? [{ keys, label, run }] : [];
  return [
    { keys: "space", label: "Look", run: look, alone: true },
    ...key("f2", "Rename", "rename", (row) => row.can.rename && begin({ kind: "rename", row })),
    ...key("m", "Move to…", "move", (_, targets) => begin({ kind: "move", rows: targets })),
    ...key(
      "s",
      "Share",
      "share",
      (_, targets) => targets.some(({ can }) => can.share) && begin({ kind: "share", rows: targets }),
    ),
    ...key("delete", "Delete", "delete", (_, targets) => begin({ kind: "delete", rows: targets })),
  ];
}

type Verb = "rename" | "move" | "share" | "delete";
