import { originFrom } from "@/lib/auth/origin";
import { notFound } from "@/lib/errors";
import { parseInput } from "@/lib/http/parse";
import { toRefusal } from "@/lib/http/refusal";
import { refusedBytes } from "@/lib/http/refused-bytes";
import { sendContent } from "@/lib/http/send-content";
import { countDownload } from "@/lib/share-links/commands/count";
import { renewedWhileRead } from "@/lib/share-links/commands/renew-visit";
import { type OpenLink, requireOpenLink } from "@/lib/share-links/queries/open-link";
import { sharedDownload, sharedPicture, watchFilm } from "@/lib/share-links/queries/shared-content";
import { fileRequest } from "../input";
import { keepVisit, readKept } from "../proof";

type Context = { params: Promise<{ token: string }> };

/** A file behind a share link, or a picture of it. The gate is passed anew for each. Asking for the head takes nothing. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const origin = originFrom(request.headers);
  try {
    const link = await requireOpenLink((await params).token, await readKept(), origin);
    await keepVisit(link);
    const { file, form } = parseInput(fileRequest, Object.fromEntries(new URL(request.url).searchParams));
    if (form === "video") return await sendFilm(request, link, file);
    const isDownload = form === "download";
    const content = isDownload ? await sharedDownload(link, file) : await sharedPicture(link, file, form);
    const answer = await sendContent(request, content, { asDownload: isDownload });
    answer.headers.set("Cache-Control", "private, no-store");
    if (!isDownload) return answer;
    if (request.method !== "HEAD") await counted(link, file, answer);
    return renewing(answer, link);
  } catch (error) {
    return refusedBytes(toRefusal(error, origin.requestId));
  }
}

async function sendFilm(request: Request, link: OpenLink, fileId: string): Promise<Response> {
  const film = await watchFilm(link, fileId);
  if (!film) throw notFound("video");
  return renewing(await sendContent(request, film, { asDownload: false }), link);
}

const renewing = (answer: Response, link: OpenLink) =>
  new Response(answer.body && renewedWhileRead(answer.body, link), answer);

/** Once it is sure that there are such bytes behind the link. A download that broke off can be gone on with. */
async function counted(link: OpenLink, fileId: string, { status, headers, body }: Response): Promise<void> {
  if (status !== 200 && status !== 206) return;
  // What begins at the first byte is no rest of anything.
  const isPart = status === 206 && !headers.get("content-range")?.startsWith("bytes 0-");
  try {
    await countDownload(link, { fileId, isPart });
  } catch (error) {
    await body?.cancel();
    throw error;
  }
}
