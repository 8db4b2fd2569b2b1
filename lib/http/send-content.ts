import { partOf } from "@/lib/http/byte-range";
import { disposition } from "@/lib/http/disposition";
import type { Content } from "@/lib/media/queries/read-content";

/** What a browser may show by itself. Everything else, texts that could be pages first of all, is a download. */
const SHOWN = /^(image\/(jpeg|png|gif|webp|avif)|video\/(mp4|webm|quicktime)|audio\/(mpeg|mp4|ogg|wav|flac))$/;

/**
 * The bytes of somebody's file: whole, in part, or the news that the browser has them already. The server process adds the
 * sandbox in which a browser would open them. A browser keeps them, and asks each time whether it still may show them.
 */
export async function sendContent(
  request: Request,
  content: Content,
  { asDownload }: { asDownload: boolean },
): Promise<Response> {
  const { mime, size, tag } = content;
  const etag = `"${tag}"`;
  const shown = !asDownload && SHOWN.test(mime);
  const headers = new Headers({
    "Content-Type": shown ? mime : "application/octet-stream",
    "Content-Disposition": disposition(shown ? "inline" : "attachment", content.name),
    "Cache-Control": "private, no-cache",
    "Accept-Ranges": "bytes",
    ETag: etag,
  });
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });

  const { headers: asked } = request;
  const part = partOf({ range: asked.get("range"), ifRange: asked.get("if-range") }, size, etag);
  for (const [name, value] of Object.entries(part.headers)) headers.set(name, value);
  if (part.status === 416) return new Response(null, { status: 416, headers });
  const body = request.method === "HEAD" || size === 0 ? null : await content.read(part.range ?? undefined);
  return new Response(body, { status: part.status, headers });
}
