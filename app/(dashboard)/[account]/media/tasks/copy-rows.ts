import type { ActionResult } from "@/lib/http/define-action";
import { inBatches } from "@/lib/in-batches";
import type { Outcome } from "@/lib/media/commands/outcomes";
import type { Selection } from "@/lib/media/input/items";
import type { FolderRow } from "@/lib/media/queries/rows";
import { newSubmission } from "../../use-once";
import { copyFilesAction, copyFolderAction, deleteItemsAction } from "../actions";
import { idsOf, isFile, type MediaRow } from "../item";
import { STEP } from "./use-work";
import type { Rows, Run, Target } from "./works";

type Copied = { outcomes: Outcome[]; made: Selection };

/** Each folder by itself: its copy is whole or not there at all, and what is refused of one holds up no other. */
export const copyRows = (run: Run, account: string, rows: Rows, target: Target) =>
  run({
    doing: `Copying to ${target.name}`,
    rows,
    batches: [...inBatches(rows.filter(isFile), STEP), ...rows.filter(isFolder).map((folder) => [folder])],
    isLong: rows.length > 1 || rows.some(isFolder),
    act: (some) => copySome(account, some, target),
    done: (what) => `${what} copied to ${target.name}`,
    undo: (results) =>
      results
        .filter(({ made }) => made.fileIds.length + made.folderIds.length > 0)
        .map(
          ({ made }) =>
            () =>
              deleteItemsAction(account, made),
        ),
  });

async function copySome(account: string, rows: Rows, { id: toId, clash }: Target): Promise<ActionResult<Copied>> {
  const [folder] = rows.filter(isFolder);
  if (folder) return copyOneFolder(account, folder, toId);
  const result = await copyFilesAction(account, { fileIds: idsOf(rows), toId, clash }, newSubmission());
  if (!result.ok) return result;
  const { outcomes, madeIds } = result.data;
  return { ok: true, data: { outcomes, made: { fileIds: madeIds, folderIds: [] } } };
}

async function copyOneFolder(
  account: string,
  { id, name }: FolderRow,
  toId: string | null,
): Promise<ActionResult<Copied>> {
  const result = await copyFolderAction(account, { folderId: id, toId }, newSubmission());
  const thing = { kind: "folder", id, name } as const;
  if (result.ok) {
    const outcome = { ...thing, outcome: "changed", reason: null, code: null } as const;
    return { ok: true, data: { outcomes: [outcome], made: { fileIds: [], folderIds: [result.data.id] } } };
  }
  const { code, message: reason } = result;
  if (code === "fault" || code === "unavailable" || code === "unauthenticated") return result;
  return {
    ok: true,
    data: { outcomes: [{ ...thing, outcome: "refused", reason, code }], made: { fileIds: [], folderIds: [] } },
  };
}

const isFolder = (row: MediaRow): row is FolderRow => !isFile(row);
