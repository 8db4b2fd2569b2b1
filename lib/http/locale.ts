const FALLBACK = "en-GB";

/** The English that the browser prefers, for dates and numbers: the words on screen are English too. */
export function preferredLocale(acceptLanguage: string | null): string {
  const tags = (acceptLanguage ?? "").split(",").map((part) => part.split(";", 1)[0]?.trim() ?? "");
  return tags.find((tag) => /^en-[A-Z]{2}$/.test(tag)) ?? FALLBACK;
}
