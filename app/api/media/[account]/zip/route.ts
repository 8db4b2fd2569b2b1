import { downloadZip } from "client-zip";
import { forMember } from "@/lib/http/for-member";
import { parseInput } from "@/lib/http/parse";
import { filename } from "@/lib/http/send-content";
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
  return new Response(downloadZip(await zipContents(actor, selection)).body, {
    headers: {
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; ${filename("media.zip")}`,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
});
