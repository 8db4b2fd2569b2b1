import { originFrom } from "@/lib/auth/origin";
import { toRefusal } from "@/lib/http/refusal";
import { assertSameOrigin } from "@/lib/http/same-origin";
import { refusedBytes } from "@/lib/http/refused-bytes";
import { answerTus, tusOptions } from "@/lib/http/tus";
import { requireOpenLink } from "@/lib/share-links/queries/open-link";
import { closedLink } from "@/lib/share-links/rules/link";
import { readKept } from "../../proof";

type Context = { params: Promise<{ token: string; id?: string[] }> };

/** Files that visitors bring to a file request, at /s/{token}/uploads/{id}. The gate is passed anew for each piece. */
async function answer(request: Request, { params }: Context): Promise<Response> {
  const origin = originFrom(request.headers);
  const { token, id: [id = null, ...more] = [] } = await params;
  try {
    if (request.method !== "HEAD") assertSameOrigin(request.headers);
    const { actor } = await requireOpenLink(token, await readKept(), origin);
    if (actor.link.kind !== "request" || more.length > 0) throw closedLink();
    return await answerTus(request, actor, { base: `/s/${token}/uploads`, id });
  } catch (error) {
    return refusedBytes(toRefusal(error, origin.requestId));
  }
}

export { answer as DELETE, answer as HEAD, answer as PATCH, answer as POST };

export const OPTIONS = tusOptions;
