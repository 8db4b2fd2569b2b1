import type { MemberActor } from "@/lib/actor";
import { memberNow } from "@/lib/auth/member-actor";
import { forMember } from "@/lib/http/for-member";
import { readFormData } from "@/lib/http/form-body";
import { parseInput } from "@/lib/http/parse";
import { sendZip } from "@/lib/http/send-zip";
import { zipInput } from "@/lib/media/input/items";
import { zipContents } from "@/lib/media/queries/zip-contents";

/** A zip of `?file=…&folder=…` (each as often as needed) or `?collection=…`, made while it is sent. */
export const GET = forMember((actor, request) => zipOf(actor, new URL(request.url).searchParams));

/** Bytes of a form that names all that fits into one zip. */
const LARGEST_CHOICE = 1_000_000;

/** The same of a form, for more than fits into an address. */
export const POST = forMember(async (actor, request) => zipOf(actor, await readFormData(request, LARGEST_CHOICE)));

async function zipOf(actor: MemberActor, asked: URLSearchParams | FormData): Promise<Response> {
  const collectionId = asked.get("collection");
  const selection = parseInput(zipInput, {
    fileIds: asked.getAll("file"),
    folderIds: asked.getAll("folder"),
    ...(collectionId && { collectionId }),
  });
  return sendZip(await zipContents(actor, selection, await memberNow(actor)));
}
