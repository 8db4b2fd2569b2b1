import { createHash, createHmac, timingSafeEqual } from "node:crypto";

/** An address behind the source's own part of it: raw, as it was sent, without a slash at its beginning. */
export type SignedAddress = { path: string; query: string };

/** `none`: it is not signed. `until`: seconds since 1970; null: for ever. */
export type Signature = { verdict: "none" | "wrong" | "expired" } | { verdict: "good"; until: number | null };

/** What ImageKit signs where no end is set. */
const FOR_EVER = "9999999999";

/** It is signed right behind the query: of another length, it could have taken digits from there to last longer. */
const IMAGEKIT_END = /^\d{10}$/;

/**
 * Judges what an address was signed with: imgix's `s` (MD5 of secret, path and query, with `expires` among the signed
 * parameters) or ImageKit's `ik-s` (HMAC-SHA1 of path, query and `ik-t`).
 *
 * @param now milliseconds since 1970
 */
export function judgeSignature({ path, query }: SignedAddress, secret: string, now: number): Signature {
  const parameters = query.split("&").filter((parameter) => parameter !== "");
  const valueOf = (name: string) => parameters.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
  const without = (...names: string[]) => {
    const kept = parameters.filter((one) => !names.includes(one.split("=", 1)[0] ?? ""));
    return kept.length > 0 ? `?${kept.join("&")}` : "";
  };

  const imgix = valueOf("s");
  if (imgix !== undefined) {
    const expected = createHash("md5")
      .update(`${secret}/${path}${without("s")}`)
      .digest("hex");
    return isSame(imgix, expected) ? judgeEnd(valueOf("expires"), now) : { verdict: "wrong" };
  }
  const imageKit = valueOf("ik-s");
  if (imageKit !== undefined) {
    const until = valueOf("ik-t") ?? FOR_EVER;
    const signed = `${path}${without("ik-s", "ik-t")}${until}`;
    const expected = createHmac("sha1", secret).update(signed).digest("hex");
    const isGood = IMAGEKIT_END.test(until) && isSame(imageKit, expected);
    return isGood ? judgeEnd(until === FOR_EVER ? undefined : until, now) : { verdict: "wrong" };
  }
  return { verdict: "none" };
}

function judgeEnd(end: string | undefined, now: number): Signature {
  if (end === undefined) return { verdict: "good", until: null };
  const until = /^\d{1,12}$/.test(end) ? Number(end) : 0;
  return until * 1000 > now ? { verdict: "good", until } : { verdict: "expired" };
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
