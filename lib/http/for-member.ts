import type { MemberActor } from "@/lib/actor";
import { findSignedIn } from "@/lib/auth/member-actor";
import { AppError } from "@/lib/errors";
import { toRefusal } from "@/lib/http/refusal";
import { refusedBytes } from "@/lib/http/refused-bytes";

type Context<Params> = { params: Promise<Params & { account: string }> };

/** A door for the browser of someone who is signed in to the account; its refusals are one line of text. */
export function forMember<Params>(work: (actor: MemberActor, request: Request, params: Params) => Promise<Response>) {
  return async (request: Request, { params }: Context<Params>): Promise<Response> => {
    const { account, ...rest } = await params;
    const { actor } = await findSignedIn(account);
    if (!actor?.active) return refusedBytes(new AppError("not_found", "Not found"));
    try {
      return await work(actor, request, rest as Params);
    } catch (error) {
      return refusedBytes(toRefusal(error, actor.origin.requestId));
    }
  };
}
