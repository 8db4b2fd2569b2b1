import { useRef } from "react";
import type { ActionResult } from "@/lib/http/define-action";

type OnceAction<Input, T> = (account: string, input: Input, submission: string) => Promise<ActionResult<T>>;

/**
 * Sends a form so that it takes effect once: pressed twice, or again after an answer that got lost, it goes under the
 * name of the first pressing. With an answer that settles it, the next is a submission of its own.
 */
export function useOnce<Input, T>(action: OnceAction<Input, T>) {
  const waiting = useRef<string>(undefined);
  return async (account: string, input: Input): Promise<ActionResult<T>> => {
    const submission = (waiting.current ??= newSubmission());
    const result = await action(account, input, submission).catch(() => LOST);
    const isSettled = result.ok || !UNSETTLED.has(result.code);
    if (isSettled && waiting.current === submission) waiting.current = undefined;
    return result;
  };
}

/** Unguessable, because it also opens the answer that is kept; made so that it works without TLS too. */
export const newSubmission = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

type Refused = Extract<ActionResult<never>, { ok: false }>;

/** After these nobody knows whether it was done. */
const UNSETTLED: ReadonlySet<Refused["code"]> = new Set(["fault", "unavailable"]);

const LOST: Refused = {
  ok: false,
  code: "unavailable",
  message: "No answer came from the server. Send it again: nothing is done twice.",
  fields: [],
  reference: "",
};
