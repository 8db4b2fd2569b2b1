/** Splits pasted or typed text at commas, semicolons and line ends, and at spaces where `atSpaces` says so. */
export function splitTokens(text: string, atSpaces: boolean): string[] {
  return text
    .split(atSpaces ? /[\s,;]+/ : /[,;\n\r\t]+/)
    .map((part) => part.trim().replace(/^<|>$/g, ""))
    .filter(Boolean);
}

/** Adds what is not there yet, whatever its case; the order of first appearance stays. */
export function addTokens(tokens: readonly string[], added: readonly string[]): string[] {
  const known = new Set(tokens.map((token) => token.toLowerCase()));
  const fresh = added.filter((token) => {
    const key = token.toLowerCase();
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
  return [...tokens, ...fresh];
}
