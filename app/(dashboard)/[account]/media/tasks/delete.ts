import { toast } from "@/components/overlay/toast";
import { undoing } from "../../undoing";
import { deleteItemsAction, restoreItemsAction } from "../actions";
import { type MediaRow, nameOf, selectionOf } from "../item";
import { tellRefusals } from "./outcomes";

/** Into the trash, from where everything comes back for 30 days. */
export async function deleteAndTell(account: string, rows: readonly MediaRow[]): Promise<void> {
  const result = await deleteItemsAction(account, selectionOf(rows));
  if (!result.ok) return toast({ tone: "crimson", message: result.message });
  const { outcomes, changed } = result.data;
  tellRefusals(outcomes);
  if (changed.fileIds.length + changed.folderIds.length > 0)
    toast({
      message: `${nameOf(rows)} went to the trash`,
      undo: undoing(() => restoreItemsAction(account, changed)),
    });
}
