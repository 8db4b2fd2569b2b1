import { describe, expect, test } from "vitest";
import { askedFor, completionsFor, wordAt } from "./completions";

const fields = [
  { id: "mdf_1", name: "Usage", kind: "choice" as const, choices: ["web", "print"] },
  { id: "mdf_2", name: "Shot by", kind: "text" as const, choices: [] },
];
const texts = (word: string, tags: string[] = []) => completionsFor(word, fields, tags).map(({ text }) => text);

test("the word at the caret is what is completed, also within quotes", () => {
  expect(wordAt("beach typ", 9)).toEqual({ start: 6, end: 9, word: "typ" });
  expect(wordAt("ty beach", 2)).toEqual({ start: 0, end: 2, word: "ty" });
  expect(wordAt('a "Shot b', 9)).toEqual({ start: 2, end: 9, word: '"Shot b' });
});

describe("what is offered", () => {
  test.each([
    ["ta", ["tag:"]],
    ["si", ["size>"]],
    ["sho", ['"Shot by":']],
    ["-us", ["-Usage:"]],
    ["type:vi", ["type:video"]],
    ["type:", ["type:image", "type:vector", "type:video", "type:audio", "type:document", "type:archive", "type:other"]],
    ["usage:p", ["Usage:print"]],
    ["is:", ["is:mine", "is:untagged"]],
    ["", []],
    ["nosuch:x", []],
  ])("for %j", (word, expected) => {
    expect(texts(word)).toEqual(expected);
  });

  test("tags that the server found, quoted where they need it", () => {
    expect(texts("pre", ["press", "press kit"])).toEqual(["tag:press", 'tag:"press kit"']);
    expect(texts("-tag:pre", ["press"])).toEqual(["-tag:press"]);
  });
});

test("the server is asked for the start of a name or a tag, and for nothing else", () => {
  expect(["sun", "tag:sun", "-tag:sun", 'tag:"sun set', "size>2mb", "type:im"].map(askedFor)).toEqual([
    "sun",
    "sun",
    "sun",
    "sun set",
    "",
    "",
  ]);
});
