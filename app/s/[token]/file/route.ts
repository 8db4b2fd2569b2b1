import { fileRequest } from "@/app/(dashboard)/[account]/media/input";
import { originFrom } from "@/lib/auth/origin";
import { parseInput } from "@/lib/http/parse";
import { toRefusal } from "@/lib/http/refusal";
import { bytesResponse, refusedBytes } from "@/lib/http/send-bytes";
import { openBytes } from "@/lib/media/queries/open-bytes";
import { countDownload } from "@/lib/share-links/commands/count";
import { type OpenLink, requireOpenLink } from "@/lib/share-links/queries/open-link";
import { readProof } from "../proof";

type Context = { params: Promise<{ token: string }> };

/** A file behind a share link, or a picture of it. The gate is passed anew for each. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const origin = originFrom(request.headers);
  try {
    const link = await requireOpenLink((await params).token, await readProof(), origin);
    const { file, form } = parseInput(fileRequest, Object.fromEntries(new URL(request.url).searchParams));
    return form === "download"
      ? bytesResponse(await openDownload(link, file), "attachment")
      : bytesResponse(await openBytes(link.actor, file, form), "inline");
  } catch (error) {
    return refusedBytes(toRefusal(error, origin.requestId));
  }
}

/** Counted once it is sure that there is such a file behind the link. */
async function openDownload(link: OpenLink, fileId: string) {
  const opened = await openBytes(link.actor, fileId, "original");
  try {
    await countDownload(link, fileId);
  } catch (error) {
    await opened.body.cancel();
    throw error;
  }
  return opened;
}
