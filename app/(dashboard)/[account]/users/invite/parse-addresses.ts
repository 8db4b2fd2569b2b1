import { toEmailAddress } from "@/lib/email-address";

export type PastedAddress = {
  /** As it was pasted, to show and to take out again. */
  text: string;
  at: number;
  name: string | null;
  /** Null when it is not an address. */
  email: string | null;
  /** The same address stands further up. */
  repeated: boolean;
};

/** `"Arnaud, Léa" <lea@example.com>`, `Léa Arnaud <lea@example.com>`, or one word. */
const ENTRY = /(?:"(?<quoted>[^"\n]*)"\s*|(?<words>[^<>"\n,;\t]*?))<(?<inside>[^<>\n]*)>|(?<word>[^\s,;<>]+)/g;

/** Finds the addresses in a pasted text, whatever separates them: lines, commas, semicolons, blanks, tabs. */
export function parseAddresses(text: string): PastedAddress[] {
  const seen = new Set<string>();
  return [...text.matchAll(ENTRY)].flatMap(entriesOf).map((entry) => {
    const email = toEmailAddress(entry.address);
    const repeated = email !== null && seen.has(email);
    if (email) seen.add(email);
    return { text: entry.text, at: entry.at, name: entry.name, email, repeated };
  });
}

type Entry = { text: string; at: number; name: string | null; address: string };

function entriesOf(match: RegExpExecArray): Entry[] {
  const { quoted, words, inside, word } = match.groups ?? {};
  if (word !== undefined) return [{ text: word, at: match.index, name: null, address: bare(word) }];
  // A name may have bare addresses in front of it, on the same line and only a blank apart.
  const lead = words?.match(/^(?:\s*\S*@\S*\s)*/)?.[0] ?? "";
  const text = match[0].slice(lead.length);
  const name = (quoted ?? words?.slice(lead.length) ?? "").trim().replaceAll(/\s+/g, " ");
  return [
    ...[...lead.matchAll(/\S+/g)].map(({ 0: found, index }) => ({
      text: found,
      at: match.index + index,
      name: null,
      address: bare(found),
    })),
    { text: text.trim(), at: match.index + lead.length, name: name || null, address: bare(inside ?? "") },
  ];
}

const bare = (address: string) =>
  address
    .trim()
    .replace(/^mailto:/i, "")
    .replace(/[.:]+$/, "");

/** The text without one of its entries. */
export const withoutAddress = (text: string, { text: taken, at }: PastedAddress): string => {
  const start = text.indexOf(taken, at);
  return (text.slice(0, start) + text.slice(start + taken.length).replace(/^[ \t]*[,;]?[ \t]*\n?/, "")).trimStart();
};
