/** Typed text as it stands, for a pattern of LIKE or ILIKE. */
export const literal = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);
