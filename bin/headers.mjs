import { createHash } from "node:crypto";
import { isIP } from "node:net";

/**
 * Style attributes that React Aria and React render on the server, each allowed by its hash. Styles that scripts set go
 * through the object model and need none.
 */
const HIDDEN = "border:0;clip:rect(0 0 0 0);clip-path:inset(50%);height:1px;margin:-1px;overflow:hidden;padding:0;";
const STYLE_ATTRIBUTES = [
  `${HIDDEN}position:absolute;width:1px;white-space:nowrap`, // VisuallyHidden
  `${HIDDEN}position:fixed;width:1px;white-space:nowrap;top:0;left:0`, // HiddenSelect
  "display:contents", // table and list cells
  "display:none", // FileTrigger
  "position:relative;touch-action:none", // slider track
];

/** The one style element that React Aria adds where it locks scrolling on an iPhone; it carries no nonce. */
const SCROLL_LOCK_HASH = "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='";

const hashOf = (/** @type {string} */ text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const styleHashes = STYLE_ATTRIBUTES.map(hashOf).join(" ");

/**
 * The policy of every page: only our own origin, scripts by nonce. Development needs eval and inline styles for reloading.
 * @param {string} nonce
 * @param {{ dev?: boolean, formTargets?: string[] }} [options] formTargets: where a form may lead on to (the sign-in issuer)
 */
export function contentSecurityPolicy(nonce, { dev = false, formTargets = [] } = {}) {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "script-src-attr 'none'",
    `style-src-elem 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}' ${SCROLL_LOCK_HASH}`}`,
    `style-src-attr ${dev ? "'unsafe-inline'" : `'unsafe-hashes' ${styleHashes}`}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self' blob:",
    "manifest-src 'self'",
    ["form-action 'self'", ...formTargets].join(" "),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "report-uri /csp-report",
  ].join("; ");
}

/** Where people's own files are sent: whatever a browser makes of one, nothing in it runs or reaches anything of ours. */
export const FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";
const FILE_PATHS = /^\/(s\/[^/]+\/(file|zip)|api\/media\/[^/]+\/(files\/[^/]+\/[^/]+|zip))$/;

/** @param {string} path */
export const isFilePath = (path) => FILE_PATHS.test(path);

/** The address of a share link is a secret: it is told to no other site, and found by no search. */
export const LINK_HEADERS = { "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow" };

/** @param {string} path */
export const isLinkPath = (path) => path.startsWith("/s/");

/** What every answer carries. @param {{ https: boolean }} options */
export const securityHeaders = ({ https }) => ({
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  ...(https && { "Strict-Transport-Security": "max-age=31536000; includeSubDomains" }),
});

/**
 * The address of the client. With `proxies` trusted proxies in front, each appends the address it saw, so that the one
 * this many places from the end was written by the first of them; what stands before it is the client's own claim.
 * @param {string | undefined} socketAddress
 * @param {string | string[] | undefined} forwardedFor
 * @param {number} proxies
 */
export function clientAddress(socketAddress, forwardedFor, proxies) {
  const chain = String(forwardedFor ?? "")
    .split(",")
    .map((part) => part.trim());
  const address = proxies > 0 ? chain.at(-proxies) : socketAddress;
  const plain = address?.replace(/^::ffff:(?=\d+\.)/, "");
  return plain && isIP(plain) ? plain : (socketAddress?.replace(/^::ffff:(?=\d+\.)/, "") ?? "");
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a request was meant for this server: for its own name, for another name of the same machine, or for neither.
 * @param {string | undefined} host
 * @param {URL} address where the server is reached
 * @returns {"ours" | "alias" | "foreign"}
 */
export function judgeHost(host, address) {
  if (host === address.host) return "ours";
  if (!host || !URL.canParse(`http://${host}`) || !LOOPBACK.has(address.hostname)) return "foreign";
  const { hostname, port } = new URL(`http://${host}`);
  return LOOPBACK.has(hostname) && port === address.port ? "alias" : "foreign";
}
