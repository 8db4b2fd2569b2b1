import { unstable_rethrow } from "next/navigation";
import type { ActionResult } from "@/lib/http/define-action";

const NO_ANSWER =
  "No answer came from the server. Check the connection, and look how things stand before you repeat anything.";

/**
 * What an action answered, or a refusal that says so where no answer came: the network is gone, or the server was started
 * anew. Every call of an action goes through here, so that none ends in silence or holds its button for ever.
 */
export const answered = <T>(asked: Promise<ActionResult<T>>, message = NO_ANSWER): Promise<ActionResult<T>> =>
  asked.catch((error: unknown) => {
    // An action that leads to another page ends so.
    unstable_rethrow(error);
    return { ok: false, code: "unavailable", message, fields: [], reference: "" };
  });
