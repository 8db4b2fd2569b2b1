const LONGEST_NUMBER = 16;

/**
 * What a name is sorted by: without capitals and accents, and with numbers as tall as one another, so that "img 2" comes
 * before "IMG 10".
 */
export const nameKeyOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/\d+/g, (digits) => digits.padStart(LONGEST_NUMBER, "0"));

/** "cat (2).jpg": a name beside one that is taken. */
export function nameBeside(name: string, number: number): string {
  const dot = name.lastIndexOf(".");
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
  return `${stem} (${number})${ending}`;
}

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const MEANINGFUL = /[/\\:*?"<>|]/;

/** Why a file or folder cannot be called this, in words; null when it can. A name must work on every system it is downloaded to. */
export function whyNotName(name: string): string | null {
  if (name === "." || name === "..") return "This name has a meaning of its own in paths.";
  if (MEANINGFUL.test(name)) return 'A name has none of / \\ : * ? " < > |';
  if (/[. ]$/.test(name)) return "A name does not end with a dot or a space.";
  if (RESERVED.test(name)) return "Windows reserves this name.";
  if (new TextEncoder().encode(name).length > 255) return "A name has at most 255 bytes.";
  return null;
}

const NOT_SEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu;

/** The nearest name that can be kept, for files whose names nobody typed here: uploads and visitors' files. */
export function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const seen = last.replaceAll(NOT_SEEN, "").replaceAll(/[:*?"<>|]/g, "_");
  const short = shorten(seen.trim().replace(/[. ]+$/, ""), 200);
  if (short === "" || short === ".") return "unnamed";
  return RESERVED.test(short) ? `_${short}` : short;
}

/** At most so many bytes, with its ending kept where that is short. */
function shorten(name: string, most: number): string {
  const ending = /\.[^.]{1,12}$/.exec(name)?.[0] ?? "";
  let stem = ending ? name.slice(0, -ending.length) : name;
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  while (bytes(stem) + bytes(ending) > most) stem = [...stem].slice(0, -1).join("");
  return (stem + ending).trim();
}
