/** The address that a source gets by its name: `Press images (2027)` becomes `press-images-2027`. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 60)
    .replace(/^-|-$/g, "") || "images";

const MOST_TRIES = 99;

/** That address, and those to take in turn where it is another source's already: `press-images-2`, `press-images-3`, … */
export function slugsFor(name: string): string[] {
  const slug = slugOf(name);
  return [slug, ...Array.from({ length: MOST_TRIES - 1 }, (_, n) => `${slug}-${n + 2}`)];
}
