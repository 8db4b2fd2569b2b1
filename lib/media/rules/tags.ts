/** Tags are small letters throughout, so that nobody has to remember how one was written first. */
export const tagOf = (text: string): string => text.normalize("NFC").trim().toLowerCase().replaceAll(/\s+/g, " ");

/** The tags once some are added and some taken away, by name and each once. */
export function changeTags(tags: readonly string[], add: readonly string[], remove: readonly string[]): string[] {
  const gone = new Set(remove.map(tagOf));
  return [...new Set([...tags, ...add.map(tagOf)])].filter((tag) => !gone.has(tag)).toSorted();
}

/** Of one file. */
export const MOST_TAGS = 50;
