import "server-only";
import { notFound } from "@/lib/errors";
import { HEAD_BYTES, kindOf } from "@/lib/media/rules/sniff";
import type { Answer } from "@/lib/sources/origins/outgoing";
import type { Original } from "@/lib/sources/origins/origin";
import { OriginFault } from "@/lib/sources/rules/fault";

/** What a web server answered as an original. @throws notFound and OriginFault where it answered anything but one */
export async function toOriginal(answer: Answer, path: string): Promise<Original> {
  const { status, headers, url } = answer;
  if (status !== 200) {
    await answer.body.cancel();
    throw refusalOf(status, url);
  }
  const { head, bytes } = await peek(answer.body);
  const size = headers["content-length"] === undefined ? null : Number(headers["content-length"]);
  const changed = dateOf(headers["last-modified"]);
  const mark = headers.etag ?? changed?.toISOString();
  return {
    bytes,
    size,
    mime: kindOf(head, path).mime,
    // Without any mark of it, what is there now may be something else the next time.
    identity: mark === undefined ? `unmarked-${crypto.randomUUID()}` : `${mark}-${size ?? "unknown"}`,
    lastModified: changed,
    maxAge: maxAgeOf(headers),
    fileId: null,
    folderIds: [],
    tags: [],
    isPrivate: false,
  };
}

function refusalOf(status: number, { host }: URL): Error {
  if (status === 404 || status === 410) return notFound("image");
  if (status === 401) return new OriginFault("credentials", `${host} asks for a password (401).`);
  if (status === 403) return new OriginFault("permission", `${host} does not let this server read the image (403).`);
  return new OriginFault("answer", `${host} answered with status ${status}.`);
}

/** The first bytes, and a stream that still begins with them. */
async function peek(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  const bytes = new ReadableStream<Uint8Array>({
    start: (controller) => chunks.forEach((chunk) => controller.enqueue(chunk)),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  return { head: Buffer.concat(chunks).subarray(0, HEAD_BYTES), bytes };
}

const dateOf = (text: string | undefined): Date | null => {
  const date = new Date(text ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
};

/** RFC 9111, section 4.2.1: for shared caches `s-maxage` before `max-age` before `Expires`. */
function maxAgeOf(headers: Answer["headers"]): number | null {
  const control = headers["cache-control"] ?? "";
  if (/\b(no-store|no-cache|private)\b/i.test(control)) return 0;
  const said = /\bs-maxage=(\d{1,9})/i.exec(control) ?? /\bmax-age=(\d{1,9})/i.exec(control);
  if (said) return Number(said[1]);
  const expires = dateOf(headers.expires);
  if (!expires) return null;
  return Math.max(0, Math.round((expires.getTime() - (dateOf(headers.date) ?? new Date()).getTime()) / 1000));
}
