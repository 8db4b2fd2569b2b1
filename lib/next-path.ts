/** Whatever resolves to another origin than this one leads away; nothing is ever fetched from it. */
const HERE = "http://here.invalid";

const CONTROL_OR_BACKSLASH = /[\p{Cc}\\]/u;

/** Where to go after signing in: a path of this server, or the start page for anything that is not plainly one. */
export function toNextPath(text: unknown): string {
  if (typeof text !== "string" || text.length > 2_000 || !/^\/(?![/\\])/.test(text) || CONTROL_OR_BACKSLASH.test(text))
    return "/";
  const url = URL.canParse(text, HERE) ? new URL(text, HERE) : null;
  if (
    url?.origin !== HERE ||
    url.pathname.startsWith("//") ||
    /^\/(api|sign-in|sign-out|signed-out)(\/|$)/.test(url.pathname)
  )
    return "/";
  return url.pathname + url.search + url.hash;
}
