import { useRef } from "react";
import type { ActionResult } from "@/lib/http/define-action";
import { answered } from "./answered";

type OnceAction<Input, T> = (account: string, input: Input, submission: string) => Promise<ActionResult<T>>;

/**
 * Sends a form so that it takes effect once: pressed twice, or again after an answer that got lost, it goes under the
 * name of the first pressing. With an answer that settles it, the next is a submission of its own.
 */
export function useOnce<Input, T>(action: OnceAction<Input, T>) {
  const waiting = useRef<string>(undefined);
  return async (account: string, input: Input): Promise<ActionResult<T>> => {
    const submission = (waiting.current ??= newSubmission());
    const result = await answered(action(account, input, submission), LOST);
    if (isSettled(result) && waiting.current === submission) waiting.current = undefined;
    return result;
  };
}

const LOST = "No answer came from the server. Send it again: nothing is done twice.";

/** Unguessable, because it also opens the answer that is kept; made so that it works without TLS too. */
export const newSubmission = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Whether it is known if it was done. */
export const isSettled = (result: ActionResult<unknown>): boolean =>
  result.ok || (result.code !== "fault" && result.code !== "unavailable");
