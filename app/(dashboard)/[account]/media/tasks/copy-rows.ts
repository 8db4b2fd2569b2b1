import type { ActionResult } from "@/lib/http/define-action";
import type { Outcome } from "@/lib/media/commands/outcomes";
import type { CopyFolderRest } from "@/lib/media/input/change";
import type { Selection } from "@/lib/media/input/items";
import type { FolderRow } from "@/lib/media/queries/rows";
import { copyFilesAction, copyFolderAction, copyFolderRestAction, deleteItemsAction } from "../actions";
import { idsOf, isFile, type MediaRow } from "../item";
import { run, type Step } from "./work";
import { type Rows, stepsOf, type Target } from "./works";

type Copied = { outcomes: Outcome[]; made: Selection; rest?: { done: number; step: Step<Copied> } };

/** A folder comes a few files at a time; what is refused of one holds up no other. */
export const copyRows = (account: string, rows: Rows, target: Target) =>
  run({
    doing: `Copying to ${target.name}`,
    steps: [
      ...stepsOf(rows.filter(isFile), (some, submission) => copySome(account, some, target, submission)),
      ...rows.filter(isFolder).map((folder): Step<Copied> => ({
        size: 1,
        send: (submission) =>
          copied(
            account,
            folder,
            copyFolderAction(account, { folderId: folder.id, toId: target.id, clash: target.clash }, submission),
          ),
      })),
    ],
    isLong: rows.length > 1 || rows.some(isFolder),
    rest: ({ rest }) => rest ?? null,
    done: (what) => `${what} copied to ${target.name}`,
    // What came last may lie in what came first.
    undo: (results) =>
      results
        .toReversed()
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

/** What a part of a folder's copy means for the whole; refused at its beginning, it is one of those that stayed out. */
async function copied(
  account: string,
  folder: FolderRow,
  asked: ReturnType<typeof copyFolderAction>,
): Promise<ActionResult<Copied>> {
  const result = await asked;
  const { id, name } = folder;
  if (result.ok) {
    const { made, files, rest } = result.data;
    if (rest)
      return { ok: true, data: { outcomes: [], made, rest: { done: files, step: restOf(account, folder, rest) } } };
    return { ok: true, data: { outcomes: [{ kind: "folder", id, name, ...CHANGED }], made } };
  }
  const { code, message: reason } = result;
  if (code === "fault" || code === "unavailable" || code === "unauthenticated") return result;
  const outcome: Outcome = { kind: "folder", id, name, outcome: "refused", reason, code };
  return { ok: true, data: { outcomes: [outcome], made: { fileIds: [], folderIds: [] } } };
}

const restOf = (
  account: string,
  folder: FolderRow,
  { input, files }: { input: CopyFolderRest; files: number },
): Step<Copied> => ({
  size: files,
  send: (submission) => copied(account, folder, copyFolderRestAction(account, input, submission)),
});

const CHANGED = { outcome: "changed", reason: null, code: null } as const;

const isFolder = (row: MediaRow): row is FolderRow => !isFile(row);
