import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coversMore, keyOf, type SortedLine, sortLines } from "@/lib/purge/rules/lines";
import type { Site } from "@/lib/purge/rules/read-line";

const site: Site = {
  host: "aperture.example.com",
  library: true,
  sources: [
    { id: "src_library", slug: "northlight", name: "Library", hosts: ["northlight.aperture.example.com"] },
    { id: "src_shop", slug: "shop", name: "Shop", hosts: ["shop.aperture.example.com", "Img.Shop.example"] },
  ],
};

const hero = { kind: "path", sourceId: "src_library", path: "press/hero.jpg" };

const one = (text: string, chosen: string | null = null) => sortLines(text, site, chosen)[0];
const scopeOf = (text: string, chosen: string | null = null) => {
  const line = one(text, chosen);
  return line?.verdict === "ready" ? line.scope : line;
};
const reasonOf = (text: string, chosen: string | null = null) => {
  const line = one(text, chosen);
  return line?.verdict === "foreign" ? line.reason : line;
};

describe("one image has many addresses", () => {
  it.each([
    "https://aperture.example.com/i/northlight/press/hero.jpg",
    "http://aperture.example.com/i/northlight/press/hero.jpg?w=800&fm=webp",
    "//aperture.example.com/i/northlight/press/hero.jpg#top",
    "aperture.example.com/i/northlight/press/hero.jpg",
    "https://northlight.aperture.example.com/press/hero.jpg?tr=w-300",
    "https://aperture.example.com/i/northlight/tr:w-300,h-200:rt-90/press/hero.jpg",
    "/i/northlight/press/hero.jpg",
    "/i/northlight/other/../press/hero.jpg",
    "https://aperture.example.com/i/northlight/press/%68ero.jpg",
  ])("%s", (text) => expect(scopeOf(text)).toEqual(hero));

  it("takes a bare path in the source that was chosen", () => {
    for (const text of ["press/hero.jpg", "/press/hero.jpg", "press/hero.jpg?w=20"])
      expect(scopeOf(text, "src_library")).toEqual(hero);
  });

  it("knows a source's own hosts, however they are written", () =>
    expect(scopeOf("img.shop.example/a b.jpg")).toEqual({ kind: "path", sourceId: "src_shop", path: "a b.jpg" }));
});

describe("what ends in * names many", () => {
  it.each([
    ["https://img.shop.example/2027/*", { kind: "prefix", sourceId: "src_shop", prefix: "2027/" }],
    ["/i/shop/sale-*?w=30", { kind: "prefix", sourceId: "src_shop", prefix: "sale-" }],
    ["/i/shop/*", { kind: "source", sourceId: "src_shop" }],
    ["https://img.shop.example/*", { kind: "source", sourceId: "src_shop" }],
    ["/i/shop/five%2Astars.png", { kind: "path", sourceId: "src_shop", path: "five*stars.png" }],
    ["tag: press kit", { kind: "tag", tag: "press kit" }],
    ["folder:fld_01k9", { kind: "folder", folderId: "fld_01k9" }],
    ["file:fil_01k9", { kind: "file", fileId: "fil_01k9" }],
  ])("%s", (text, scope) => expect(scopeOf(text)).toEqual(scope));
});

describe("what is not ours says why", () => {
  it.each([
    ["https://elsewhere.example/hero.jpg", "None of your sources is delivered at elsewhere.example."],
    ["https://aperture.example.com/northlight/media", "Addresses of images begin with /i/ and the name of a source."],
    ["/i/brightfold/hero.jpg", "There is no source brightfold, or it is not open to you."],
    ["/i/northlight/", "This names no image. A * at the end names everything of Library."],
    ["/i/northlight/*/hero.jpg", "A * may stand at the end alone."],
    ["/i/northlight/%E0%A4%A.jpg", "This path cannot be decoded."],
    ["/i/northlight/a%00b.jpg", "This path cannot be decoded."],
    ["https://[hero]/", "This is not an address."],
    ["hero.jpg", "Choose the source in which this path lies."],
    ["tag:", "The name of a tag is missing."],
    ["folder:Press kit", "This is not the id of a folder."],
    ["file:fld_01k9", "This is not the id of a file."],
    [`/i/northlight/${"a".repeat(2000)}`, "A line has at most 2000 characters."],
  ])("%s", (text, reason) => expect(reasonOf(text)).toBe(reason));
});

it("keeps to the sources that are open to who asks", () => {
  const shop = { ...site, sources: site.sources.slice(1), library: false };
  const told = sortLines("tag:press\nfolder:fld_01k9\n/i/northlight/hero.jpg\n/i/shop/hero.jpg", shop, null);
  expect(told.map(({ verdict }) => verdict)).toEqual(["foreign", "foreign", "foreign", "ready"]);
});

it("marks what another line purges already", () => {
  const lines = sortLines(
    "/i/shop/2027/a.jpg\n\n/i/shop/2027/*\r\n/i/shop/2027/b/*\n/i/shop/2026/c.jpg?w=1\n/i/shop/2026/c.jpg",
    site,
    null,
  );
  expect(lines.map((line) => [line.number, line.verdict === "duplicate" ? line.of : line.verdict])).toEqual([
    [1, 3],
    [3, "ready"],
    [4, 3],
    [5, "ready"],
    [6, 5],
  ]);
});

describe("whatever is pasted", () => {
  const paths = fc.array(fc.constantFrom("a", "b", "press", "%41", "*", "..", "tr:w-1", "é"), { maxLength: 4 });
  const named = fc
    .tuple(
      fc.constantFrom(
        "https://aperture.example.com/i/northlight/",
        "/i/shop/",
        "http://img.shop.example/",
        "",
        "/i/no/",
      ),
      paths,
      fc.constantFrom("", "?w=10", "*"),
    )
    .map(([start, path, end]) => start + path.join("/") + end);
  const pastes = fc.array(fc.oneof(named, named, fc.string(), fc.constantFrom("tag:press", "TAG:press", " ")), {
    maxLength: 12,
  });
  const chosen = fc.constantFrom(null, "src_library", "src_gone");

  const ready = (lines: readonly SortedLine[]) =>
    lines.flatMap((line) => (line.verdict === "ready" ? [line.scope] : []));

  it("tells of each line that is not empty, in order, and purges nothing twice", () =>
    fc.assert(
      fc.property(pastes, chosen, (paste, source) => {
        const text = paste.join("\n");
        const lines = sortLines(text, site, source);
        const numbers = lines.map(({ number }) => number);
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
        expect(lines).toHaveLength(text.split(/\r\n|[\n\r\u2028\u2029]/).filter((line) => line.trim() !== "").length);
        const scopes = ready(lines);
        expect(new Set(scopes.map(keyOf)).size).toBe(scopes.length);
        for (const wide of scopes) for (const narrow of scopes) expect(coversMore(wide, narrow)).toBe(false);
      }),
    ));

  it("leaves out only what a ready line purges as well", () =>
    fc.assert(
      fc.property(pastes, chosen, (paste, source) => {
        const lines = sortLines(paste.join("\n"), site, source);
        for (const line of lines) {
          if (line.verdict !== "duplicate") continue;
          const kept = lines.find(({ number }) => number === line.of);
          const own = scopeOf(line.text, source);
          expect(kept?.verdict).toBe("ready");
          if (kept?.verdict !== "ready" || !own || !("kind" in own)) throw new Error("A duplicate names something.");
          expect(keyOf(kept.scope) === keyOf(own) || coversMore(kept.scope, own)).toBe(true);
        }
      }),
    ));

  it("purges the same in whatever order it stands", () =>
    fc.assert(
      fc.property(pastes, chosen, (paste, source) => {
        const keys = (text: string[]) =>
          ready(sortLines(text.join("\n"), site, source))
            .map(keyOf)
            .toSorted();
        expect(keys(paste.toReversed())).toEqual(keys(paste));
      }),
    ));
});
