import type { Field } from "@/lib/media/queries/fields";
import { BUILT_IN_FIELDS, formatClause } from "@/lib/media/rules/query";
import { FILE_TYPES } from "@/lib/media/rules/file-types";

/** What could stand in place of the word that is being typed. */
type Completion = { text: string; note: string; isWhole: boolean };

const NOTES: Partial<Record<string, string>> = {
  name: "part of the name",
  tag: "has the tag",
  type: "image, video, document…",
  size: "such as size>2mb",
  width: "in pixels",
  height: "in pixels",
  created: "such as created>=2026-03",
  updated: "such as updated:2026",
  is: "mine or untagged",
};

const ORDERED = new Set(["size", "width", "height"]);

/** The word at the caret, by where it begins and ends in the text. */
export function wordAt(text: string, caret: number): { start: number; end: number; word: string } {
  const before = text.slice(0, caret);
  const isQuoted = (before.match(/"/g)?.length ?? 0) % 2 === 1;
  const start = isQuoted ? before.lastIndexOf(" ", before.lastIndexOf('"')) + 1 : before.lastIndexOf(" ") + 1;
  const next = text.indexOf(" ", caret);
  const end = next < 0 ? text.length : next;
  return { start, end, word: text.slice(start, caret) };
}

/** `tags`: those that the server found for the word. */
export function completionsFor(word: string, fields: readonly Field[], tags: readonly string[]): Completion[] {
  const [, minus = "", name, part] = /^(-?)(?:"?([^":<>=]*)"?:)?"?(.*)$/.exec(word) ?? [];
  const value = (field: string, one: string, note: string): Completion => ({
    text: formatClause({ kind: "filter", field, operator: ":", values: [one], not: minus === "-" }),
    note,
    isWhole: true,
  });
  const begins = (text: string) => text.toLowerCase().startsWith((part ?? "").toLowerCase());
  if (name !== undefined) {
    const field = fields.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (name.toLowerCase() === "tag") return tags.map((tag) => value("tag", tag, "tag"));
    if (name.toLowerCase() === "type")
      return Object.entries(FILE_TYPES)
        .filter(([type]) => begins(type))
        .map(([type, { label }]) => value("type", type, label));
    if (name.toLowerCase() === "is") return ["mine", "untagged"].filter(begins).map((one) => value("is", one, ""));
    return (field?.choices ?? []).filter(begins).map((choice) => value(field?.name ?? name, choice, ""));
  }
  if (!part) return [];
  const names = [...BUILT_IN_FIELDS, ...fields.map((field) => field.name)].filter(begins);
  return [
    ...names.map((field) => ({
      text: `${minus}${/\s/.test(field) ? `"${field}"` : field}${ORDERED.has(field) ? ">" : ":"}`,
      note: NOTES[field] ?? "metadata",
      isWhole: false,
    })),
    ...tags.map((tag) => value("tag", tag, "tag")),
  ];
}

/** What the server is asked for: the part of the word that is the start of a name or a tag. */
export const askedFor = (word: string): string => word.replace(/^-?(tag:)?"?/i, "").replace(/^[^:<>=]*[:<>=].*$/, "");
