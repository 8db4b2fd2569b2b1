import ipaddr from "ipaddr.js";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = { address: Address; bits: number };

/**
 * A range of addresses in its one canonical writing (`10.1.2.3/8` is `10.0.0.0/8`, `::FFFF:10.0.0.1` is `10.0.0.1/32`),
 * or null if it is none. Shorthands that programs read differently, such as `010.0.0.1` or `127.1`, are none.
 */
export function canonicalRange(text: string): string | null {
  const network = parse(text.trim());
  if (!network) return null;
  const bytes = network.address.toByteArray();
  const kept = bytes.map((byte, i) => byte & maskOf(network.bits - i * 8));
  const start = ipaddr.fromByteArray(kept);
  return `${start.kind() === "ipv6" ? (start as ipaddr.IPv6).toRFC5952String() : start.toString()}/${network.bits}`;
}

/** Whether the address lies in any of the ranges. An address that is not known lies in none. */
export function liesWithin(ip: string | null, ranges: readonly string[]): boolean {
  const address = ip === null ? null : parse(ip)?.address;
  return Boolean(address) && ranges.some((range) => contains(parse(range), { address: address as Address, bits: 128 }));
}

/** Whether each range of `part` lies in one range of `whole`. */
export const rangesWithin = (part: readonly string[], whole: readonly string[]): boolean =>
  part.every((range) => {
    const network = parse(range);
    return network !== null && whole.some((outer) => contains(parse(outer), network));
  });

function contains(outer: Network | null, inner: Network): boolean {
  if (!outer || outer.address.kind() !== inner.address.kind() || inner.bits < outer.bits) return false;
  return inner.address.match(outer.address, outer.bits);
}

function parse(text: string): Network | null {
  const [host = "", bits, ...more] = text.split("/");
  if (more.length > 0 || host.includes("%")) return null;
  const four = ipaddr.IPv4.isValidFourPartDecimal(host);
  if (!four && !(host.includes(":") && ipaddr.IPv6.isValid(host))) return null;
  const written = ipaddr.parse(host);
  const length = bits === undefined ? widthOf(written) : /^\d{1,3}$/.test(bits) ? Number(bits) : -1;
  if (length < 0 || length > widthOf(written)) return null;
  const mapped = written.kind() === "ipv6" && (written as ipaddr.IPv6).isIPv4MappedAddress();
  if (!mapped) return { address: written, bits: length };
  // Below 96 bits it would be every IPv4 address and more.
  return length < 96 ? null : { address: (written as ipaddr.IPv6).toIPv4Address(), bits: length - 96 };
}

const widthOf = (address: Address) => (address.kind() === "ipv4" ? 32 : 128);

/** The byte whose first `bits` bits are set; all for eight and more, none for zero and fewer. */
const maskOf = (bits: number) => (0xff << (8 - Math.min(8, Math.max(0, bits)))) & 0xff;
