import type { ByteRange } from "@/lib/storage/storage";

/** What is sent of something, and how the answer tells it. `range`: null for the whole. */
type Part = { status: 200 | 206 | 416; range: ByteRange | null; headers: Record<string, string> };

type Conditions = { range?: string | null; ifRange?: string | null };

/**
 * What to answer a request that may ask for a part, RFC 9110.
 *
 * @param size bytes of the whole
 */
export function partOf(asked: Conditions, size: number, etag: string): Part {
  const range = byteRangeOf(asked, size, etag);
  if (range === "beyond") return { status: 416, range: null, headers: { "Content-Range": `bytes */${size}` } };
  if (range === null) return { status: 200, range, headers: { "Content-Length": String(size) } };
  const { start, end } = range;
  const headers = { "Content-Length": String(end - start + 1), "Content-Range": `bytes ${start}-${end}/${size}` };
  return { status: 206, range, headers };
}

/** The part that is asked for: null for the whole, also where several parts are asked for at once. */
function byteRangeOf({ range, ifRange }: Conditions, size: number, etag: string): ByteRange | "beyond" | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if ((first === "" && last === "") || (ifRange !== null && ifRange !== undefined && ifRange !== etag)) return null;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? "beyond" : { start, end };
}
