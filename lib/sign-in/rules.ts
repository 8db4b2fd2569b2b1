/** Days a session lives, however much it is used. */
export const SESSION_DAYS = 30;

/** Days without a request after which a session is over. */
export const SESSION_IDLE_DAYS = 14;

/** Minutes a mailed link works. */
export const LINK_MINUTES = 10;

/** Hours a link works that the server's operator made. */
export const OPERATOR_LINK_HOURS = 24;

/** How many links may be asked for in a quarter of an hour: mails to one mailbox, requests from one network. */
export const LINKS_PER_ADDRESS = 5;
export const LINKS_PER_NETWORK = 30;
export const LIMIT_MINUTES = 15;

/** What shares one limit: an IPv4 address, or the /64 that one subscriber of IPv6 has for themselves. */
export function networkOf(ip: string | null): string {
  if (!ip?.includes(":")) return ip ?? "unknown";
  const [head = "", tail = ""] = ip.toLowerCase().split("::");
  const left = head.split(":").filter(Boolean);
  const right = ip.includes("::") ? tail.split(":").filter(Boolean) : [];
  const groups = [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
