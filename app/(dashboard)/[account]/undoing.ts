import { toast } from "@/components/overlay/toast";
import type { ActionResult } from "@/lib/http/define-action";
import { answered } from "./answered";

/** Takes an act back, and says whether that worked; where no answer came, it can be tried again. */
export const undoing = (act: () => Promise<ActionResult<unknown>>) => async (): Promise<void> => {
  const result = await answered(act());
  if (result.ok) return toast("Taken back");
  toast({
    tone: "crimson",
    message: `This could not be taken back. ${result.message}`,
    undo: result.code === "unavailable" ? undoing(act) : undefined,
  });
};
