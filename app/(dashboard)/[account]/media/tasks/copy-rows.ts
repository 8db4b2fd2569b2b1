import type { ActionResult } from "@/lib/http/define-action";
import type { Outcome } from "@/lib/media/commands/outcomes";
import type { Selection } from "@/lib/media/input/items";
import type { FolderRow } from "@/lib/media/queries/rows";
import { copyFilesAction, copyFolderAction, deleteItemsAction } from "../actions";
import { idsOf, isFile, type MediaRow } from "../item";
import { run, type Step } from "./work";
import { type Rows, stepsOf, type Target } from "./works";

type Copied = { outcomes: Outcome[]; made: Selection };

/** Each folder by itself: its copy is whole or not there at all, and what is refused of one holds up no other. */
export const copyRows = (account: string, rows: Rows, target: Target) =>
  run({
    doing: `Copying to ${target.name}`,
    steps: [
      ...stepsOf(rows.filter(isFile), (some, submission) => copySome(account, some, target, submission)),
      ...rows.filter(isFolder).map((folder): Step<Copied> => ({
        size: 1,
        send: (submission) => copyOneFolder(account, folder, target, submission),
      })),
    ],
    isLong: rows.length > 1 || rows.some(isFolder),
    done: (what) => `${what} copied to ${target.name}`,
    undo: (results) =>
      results
        .filter(({ made }) => made.fileIds.length + made.folderIds.length > 0)
        .map(
          ({ made }) =>
            (submission) =>
              deleteItemsAction(account, made, submission),
        ),
  });

async function copySome(
  account: string,
  rows: Rows,
  { id: toId, clash }: Target,
  submission: string,
): Promise<ActionResult<Copied>> {
  const result = await copyFilesAction(account, { fileIds: idsOf(rows), toId, clash }, submission);
  if (!result.ok) return result;
  const { outcomes, madeIds } = result.data;
  return { ok: true, data: { outcomes, made: { fileIds: madeIds, folderIds: [] } } };
}

async function copyOneFolder(
  account: string,
  { id, name }: FolderRow,
  { id: toId }: Target,
  submission: string,
): Promise<ActionResult<Copied>> {
  const result = await copyFolderAction(account, { folderId: id, toId }, submission);
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
