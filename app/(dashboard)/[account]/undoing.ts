import { toast } from "@/components/overlay/toast";
import type { ActionResult } from "@/lib/http/define-action";

/** Takes an act back, and says whether that worked. */
export const undoing = (act: () => Promise<ActionResult<unknown>>) => async () => {
  const result = await act();
  toast(result.ok ? "Taken back" : { tone: "crimson", message: `This could not be taken back. ${result.message}` });
};
