import type { SignedAddress } from "@/lib/delivery/rules/signature";

/** What stands behind the source in an address. */
export type DeliveryAddress = {
  /** Of the image, decoded. */
  path: string;
  /** ImageKit's chain, where the path begins with one: `tr:w-300,h-200/a.jpg`. */
  chain: string;
  query: string;
  /** As it was sent, for its signature. */
  signed: SignedAddress;
};

/** Null for what names no image. @param rest of an address behind the source, without a slash at its beginning */
export function readAddress(rest: string): DeliveryAddress | null {
  const mark = rest.indexOf("?");
  const [sent, query] = mark < 0 ? [rest, ""] : [rest.slice(0, mark), rest.slice(mark + 1)];
  const [, chain = "", sentPath = ""] = /^(?:tr:([^/]*)\/)?(.*)$/s.exec(sent) ?? [];
  try {
    const path = decodeURIComponent(sentPath);
    return path === "" ? null : { path, chain: decodeURIComponent(chain), query, signed: { path: sent, query } };
  } catch {
    return null;
  }
}
