import { forMember } from "@/lib/http/for-member";
import { parseInput } from "@/lib/http/parse";
import { sendZip } from "@/lib/http/send-zip";
import { zipInput } from "@/lib/media/input/items";
import { zipContents } from "@/lib/media/queries/zip-contents";

/** A zip of `?file=…&folder=…` (each as often as needed) or `?collection=…`, made while it is sent. */
export const GET = forMember(async (actor, request) => {
  const query = new URL(request.url).searchParams;
  const collectionId = query.get("collection");
  const selection = parseInput(zipInput, {
    fileIds: query.getAll("file"),
    folderIds: query.getAll("folder"),
    ...(collectionId && { collectionId }),
  });
  return sendZip(await zipContents(actor, selection));
});
