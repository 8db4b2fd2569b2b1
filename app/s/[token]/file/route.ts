import { originFrom } from "@/lib/auth/origin";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse";
import { toRefusal } from "@/lib/http/refusal";
import { refusedBytes, sendBytes } from "@/lib/http/send-bytes";
import { sendContent } from "@/lib/http/send-content";
import { openBytes } from "@/lib/media/queries/open-bytes";
import type { Content } from "@/lib/media/queries/read-content";
import { countDownload } from "@/lib/share-links/commands/count";
import { type OpenLink, requireOpenLink } from "@/lib/share-links/queries/open-link";
import { watchFilm } from "@/lib/share-links/queries/watch-film";
import { fileRequest } from "../input";
import { readProof } from "../proof";

type Context = { params: Promise<{ token: string }> };

/** A file behind a share link, or a picture of it. The gate is passed anew for each. Asking for the head takes nothing. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const origin = originFrom(request.headers);
  try {
    const link = await requireOpenLink((await params).token, await readProof(), origin);
    const { file, form } = parseInput(fileRequest, Object.fromEntries(new URL(request.url).searchParams));
    if (form === "video") return await sendContent(request, await filmOf(link, file), { asDownload: false });
    const opened = await openBytes(link.actor, file, form === "download" ? "original" : form);
    if (form === "download" && request.method !== "HEAD") await counted(link, file, opened.body);
    return await sendBytes(request, opened, form === "download" ? "attachment" : "inline");
  } catch (error) {
    return refusedBytes(toRefusal(error, origin.requestId));
  }
}

async function filmOf(link: OpenLink, fileId: string): Promise<Content> {
  const film = await watchFilm(link, fileId);
  if (!film) throw notFound("video");
  return film;
}

/** Once it is sure that there is such a file behind the link. */
async function counted(link: OpenLink, fileId: string, body: ReadableStream): Promise<void> {
  try {
    await countDownload(link, fileId);
  } catch (error) {
    await body.cancel();
    throw error;
  }
}
