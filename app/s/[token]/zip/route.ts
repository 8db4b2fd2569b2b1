import { downloadZip } from "client-zip";
import { originFrom } from "@/lib/auth/origin";
import { parseInput } from "@/lib/http/parse";
import { toRefusal } from "@/lib/http/refusal";
import { refusedBytes } from "@/lib/http/refused-bytes";
import { disposition } from "@/lib/http/disposition";
import { zipInput } from "@/lib/media/input/items";
import { zipContents } from "@/lib/media/queries/zip-contents";
import { countDownload } from "@/lib/share-links/commands/count";
import { type OpenLink, requireOpenLink } from "@/lib/share-links/queries/open-link";
import { closedLink } from "@/lib/share-links/rules/link";
import { readKept } from "../proof";

type Context = { params: Promise<{ token: string }> };

/** Everything that a link opens, or a folder within it, as a zip. It breaks off where the link is closed meanwhile. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const origin = originFrom(request.headers);
  try {
    const { token } = await params;
    const kept = await readKept();
    const open = () => requireOpenLink(token, kept, origin);
    const link = await open();
    const selection = selectionOf(link, new URL(request.url).searchParams.get("folder"));
    const contents = await zipContents(link.actor, selection, async () => (await open()).actor);
    const headers = {
      "Content-Type": "application/zip",
      "Content-Disposition": disposition("attachment", `${link.item.name}.zip`),
      "Cache-Control": "private, no-store",
    };
    if (request.method === "HEAD") return new Response(null, { headers });
    await countDownload(link, { fileId: null });
    return new Response(downloadZip(contents).body, { headers });
  } catch (error) {
    return refusedBytes(toRefusal(error, origin.requestId));
  }
}

function selectionOf({ item, canDownload }: OpenLink, folderId: string | null) {
  if (!canDownload || item.kind === "file") throw closedLink();
  return item.kind === "collection"
    ? parseInput(zipInput, { collectionId: item.id })
    : parseInput(zipInput, { folderIds: [folderId ?? item.id] });
}
