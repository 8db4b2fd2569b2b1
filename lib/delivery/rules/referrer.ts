/** The host name of the page that shows an image; null where the browser does not say. */
export function referrerHost(referer: string | undefined): string | null {
  return referer && URL.canParse(referer) ? new URL(referer).hostname || null : null;
}

/** @param allowed host names, with `*.` before those that stand for all below them; none of them allows everyone */
export const mayRefer = (host: string | null, allowed: readonly string[]): boolean =>
  host === null ||
  allowed.length === 0 ||
  allowed.some((name) => (name.startsWith("*.") ? host.endsWith(name.slice(1)) : host === name));
