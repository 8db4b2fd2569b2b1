import { refresh } from "next/cache";
import { headers } from "next/headers";
import type * as z from "zod/mini";
import type { MemberActor } from "@/lib/actor";
import { findSignedIn } from "@/lib/auth/member-actor";
import { originFrom } from "@/lib/auth/origin";
import { AppError, type ErrorCode, notFound } from "@/lib/errors";
import { toRefusal } from "@/lib/http/refusal";
import { assertSameOrigin } from "@/lib/http/same-origin";
import { parseInput } from "@/lib/http/parse";
import { onceSubmitted, type Plain } from "@/lib/http/submission";

/** What every server action answers. A refusal is told at the place of the fault; the input stays in the form. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | {
      ok: false;
      code: ErrorCode | "fault";
      message: string;
      fields: readonly { path: string; message: string }[];
      reference: string;
    };

/** A door for the pages of one account: checks where the call comes from, who asks and what was sent. */
export function defineAction<S extends z.core.$ZodType, T>(
  input: S,
  run: (actor: MemberActor, input: z.output<S>) => Promise<T>,
) {
  return async (account: string, raw: z.input<S>): Promise<ActionResult<T>> =>
    answer(async () => run(await admit(account), parseInput(input, raw)));
}

/**
 * The same for what makes something or sends something out, and would do so anew at each sending. The page names each
 * submission (`useOnce`), and draws itself anew with the answer, be it the first or the same again.
 */
export function defineOnceAction<S extends z.core.$ZodType, T extends Plain | void>(
  input: S,
  run: (actor: MemberActor, input: z.output<S>) => Promise<T>,
) {
  return async (account: string, raw: z.input<S>, submission: string): Promise<ActionResult<T>> =>
    answer(async () => {
      const actor = await admit(account);
      const parsed = parseInput(input, raw);
      const result = await onceSubmitted(actor, submission, parsed, () => run(actor, parsed));
      refresh();
      return result;
    });
}

async function admit(account: string): Promise<MemberActor> {
  const { signedIn, actor } = await findSignedIn(String(account));
  if (!signedIn) throw new AppError("unauthenticated", "You are signed out. Sign in again; what you typed stays here.");
  if (!actor?.active) throw notFound("account");
  return actor;
}

/** The result of a piece of work that came from a page of ours; its refusals are answers too. */
export async function answer<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  const all = await headers();
  const { requestId } = originFrom(all);
  try {
    assertSameOrigin(all);
    return { ok: true, data: await work() };
  } catch (error) {
    const refused = toRefusal(error, requestId);
    return {
      ok: false,
      code: refused?.code ?? "fault",
      message: refused?.message ?? "Something failed on the server. Nothing was changed.",
      fields: refused?.details.fields ?? [],
      reference: requestId,
    };
  }
}
