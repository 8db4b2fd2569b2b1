import type { MemberActor } from "@/lib/actor";
import { findSignedIn } from "@/lib/auth/member-actor";
import { ERROR_CODES } from "@/lib/errors";
import type { SearchParams } from "@/lib/http/read-search";
import { toRefusal } from "@/lib/http/refusal";
import { streamOf } from "@/lib/http/stream";
import { canEver } from "@/lib/permissions/can";
import type { OperationId } from "@/lib/permissions/operations";

type File = { name: string; type: string; pieces: AsyncIterable<string | Uint8Array> };
type Context = { params: Promise<{ account: string }> };

/** A door that answers a page's reader with a file, made piece by piece as it is read. */
export function sendFile(operation: OperationId, make: (actor: MemberActor, params: SearchParams) => Promise<File>) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    const { actor } = await findSignedIn((await params).account);
    if (!actor?.active || !canEver(actor, operation)) return refused("Not found", 404);
    try {
      const { name, type, pieces } = await make(actor, Object.fromEntries(new URL(request.url).searchParams));
      return new Response(streamOf(pieces), {
        headers: {
          "Content-Type": type,
          "Content-Disposition": `attachment; filename="${name}"`,
          "Cache-Control": "private, no-store",
        },
      });
    } catch (error) {
      const refusal = toRefusal(error, actor.origin.requestId);
      const status = refusal ? ERROR_CODES[refusal.code].status : 500;
      return refused(refusal?.message ?? "Something failed on the server.", status);
    }
  };
}

/** Of this asker alone: a cache in front that kept it would refuse the next one too. */
const refused = (sentence: string, status: number) =>
  new Response(`${sentence}\n`, { status, headers: { "Cache-Control": "private, no-store" } });
