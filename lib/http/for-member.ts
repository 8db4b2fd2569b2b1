import type { MemberActor } from "@/lib/actor";
import { findSignedIn } from "@/lib/auth/member-actor";
import { ERROR_CODES } from "@/lib/errors";
import { toRefusal } from "@/lib/http/refusal";

type Context<Params> = { params: Promise<Params & { account: string }> };

/** A door for the browser of someone who is signed in to the account; its refusals are one line of text. */
export function forMember<Params>(work: (actor: MemberActor, request: Request, params: Params) => Promise<Response>) {
  return async (request: Request, { params }: Context<Params>): Promise<Response> => {
    const { account, ...rest } = await params;
    const { actor } = await findSignedIn(account);
    if (!actor?.active) return new Response("Not found\n", { status: 404 });
    try {
      return await work(actor, request, rest as Params);
    } catch (error) {
      const refused = toRefusal(error, actor.origin.requestId);
      return new Response(`${refused?.message ?? "Something failed on the server."}\n`, {
        status: refused ? ERROR_CODES[refused.code].status : 500,
      });
    }
  };
}
