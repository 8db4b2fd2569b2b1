import type { ByteRange } from "@/lib/storage/storage";

type Conditions = { range: string | null | undefined; ifRange: string | null | undefined };

/**
 * The part that is asked for, RFC 9110: null for the whole, also where several parts are asked for at once.
 *
 * @param size bytes of the whole
 */
export function byteRangeOf({ range, ifRange }: Conditions, size: number, etag: string): ByteRange | "beyond" | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if ((first === "" && last === "") || (ifRange !== null && ifRange !== undefined && ifRange !== etag)) return null;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? "beyond" : { start, end };
}
