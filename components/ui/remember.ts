const YEAR_S = 365 * 24 * 60 * 60;

/** Keeps how somebody left the page, so that the server draws it so at once; `undefined` forgets it. */
export function remember(name: string, value: string | undefined): void {
  document.cookie = `${name}=${value ?? ""}; path=/; max-age=${value ? YEAR_S : 0}; samesite=lax`;
}
