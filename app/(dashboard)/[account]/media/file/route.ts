import { findSignedIn } from "@/lib/auth/member-actor";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse";
import { toRefusal } from "@/lib/http/refusal";
import { bytesResponse, refusedBytes } from "@/lib/http/send-bytes";
import { openBytes } from "@/lib/media/queries/open-bytes";
import { canEver } from "@/lib/permissions/can";
import { fileRequest } from "../input";

type Context = { params: Promise<{ account: string }> };

/** A file to keep, or a picture of it for the page. Who asks is judged anew for each. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { actor } = await findSignedIn((await params).account);
  if (!actor?.active || !canEver(actor, "media.view")) return refusedBytes(notFound("file"));
  try {
    const { file, form } = parseInput(fileRequest, Object.fromEntries(new URL(request.url).searchParams));
    return form === "download"
      ? bytesResponse(await openBytes(actor, file, "original"), "attachment")
      : bytesResponse(await openBytes(actor, file, form), "inline");
  } catch (error) {
    return refusedBytes(toRefusal(error, actor.origin.requestId));
  }
}
