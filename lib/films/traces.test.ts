import { expect, test } from "vitest";
import { type Patch, patched, patchedStream } from "@/lib/films/patches";
import { box, CANARY, element, phoneFilm, words } from "@/lib/films/testing/film-maker";
import { findTraces } from "@/lib/films/traces";

/** Piece by piece. */
const streamOf = (pieces: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });

const MP4 = "video/mp4";
const WEBM = "video/webm";

const filmOf = (bytes: Buffer) => ({
  size: bytes.length,
  read: async (start: number, length: number) => bytes.subarray(start, start + length),
});

async function traces(bytes: Buffer, mime = MP4): Promise<Patch[]> {
  const patches = await findTraces(filmOf(bytes), mime);
  if (patches === null) throw new Error("It cannot be looked through.");
  return patches;
}

const played = async (bytes: Buffer, mime = MP4) => Buffer.from(patched(bytes, 0, await traces(bytes, mime)));

/** The types of boxes in order, without those within. */
function typesOf(bytes: Buffer): string[] {
  const types = [];
  for (let at = 0; at + 8 <= bytes.length && bytes.readUInt32BE(at) > 0; at += bytes.readUInt32BE(at))
    types.push(bytes.toString("latin1", at + 4, at + 8));
  return types;
}

test("of a phone's film nothing is left but its pictures and sound, where they were", async () => {
  const { bytes, seen, heard } = phoneFilm();
  expect(bytes.toString("latin1").split(CANARY).length).toBeGreaterThan(10);
  const film = await played(bytes);
  expect(film).toHaveLength(bytes.length);
  expect(film.toString("latin1")).not.toMatch(/Canary|ISO6709|gpmd/);
  expect(film.indexOf(Buffer.from("deadbeef", "hex"))).toBe(-1);
  for (const part of [seen, heard, Buffer.from("as it was before, and all of it is still needed"), Buffer.from("avcC")])
    expect(film.indexOf(part)).toBe(bytes.indexOf(part));
  expect(typesOf(film)).toEqual(["ftyp", "mdat", "moov", "free", "free"]);
  const movie = film.subarray(film.indexOf("moov") + 4);
  expect(typesOf(movie)).toEqual(["mvhd", "trak", "trak", "free", "free", "free"]);
});

test("parts of it are the same bytes as the whole, wherever they begin and end", async () => {
  const { bytes } = phoneFilm();
  const patches = await traces(bytes);
  const whole = Buffer.from(patched(bytes, 0, patches));
  for (const length of [1, 3, 7, 64])
    for (let at = 0; at < bytes.length; at += length)
      expect(Buffer.from(patched(bytes.subarray(at, at + length), at, patches))).toEqual(
        whole.subarray(at, at + length),
      );
  const pieces = [bytes.subarray(100, 333), bytes.subarray(333, 334), bytes.subarray(334)];
  const stream = patchedStream(streamOf(pieces), 100, patches);
  expect(Buffer.from(await new Response(stream).arrayBuffer())).toEqual(whole.subarray(100));
});

test("a box of more than 4 GB keeps its size, and one without a size goes to the end", async () => {
  const large = Buffer.concat([words(1), Buffer.from("uuid"), words(0, 16 + CANARY.length), Buffer.from(CANARY)]);
  const film = Buffer.concat([box("moov"), large, words(0), Buffer.from("XMP_"), Buffer.from(CANARY)]);
  const blanked = await played(film);
  expect(blanked.toString("latin1", 8, 24)).toBe(`\0\0\0\x01free\0\0\0\0\0\0\0${String.fromCharCode(40)}`);
  expect(blanked.toString("latin1")).not.toContain("Canary");
});

test("what cannot be looked through is not said to be clean", async () => {
  const others = box("trak", box("mdia", box("hdlr", words(0, 0), "meta", words(0, 0, 0))));
  const endless = (width: number) => {
    const tables = box(
      "stbl",
      box("stsc", words(0, 1, 1, 1, 1)),
      box("stsz", words(0, 0, width)),
      box("stco", words(0, 9)),
    );
    return box("moov", box("trak", box("mdia", box("minf", tables))));
  };
  const opaque: [string, Buffer, string][] = [
    ["no film", Buffer.from("This is a text, and longer than a header"), MP4],
    ["no table", box("mdat", CANARY), MP4],
    ["a box that leaves what it lies in", box("moov", words(99), "trak"), MP4],
    ["a size below its header's", Buffer.concat([words(4), Buffer.from("moov")]), MP4],
    ["tables that are cut off", endless(2 ** 31), MP4],
    ["places in pieces", Buffer.concat([box("moov", others), box("moof"), box("mdat", CANARY)]), MP4],
    ["a table without end", Buffer.concat([words(2 ** 31), Buffer.from("moov"), Buffer.alloc(2 ** 20)]), MP4],
    ["another kind", phoneFilm().bytes, "video/x-msvideo"],
    ["no element", Buffer.from("\0\0\0\0"), WEBM],
    [
      "words among the pictures",
      element(0x18538067, [element(0x1654ae6b, [element(0xae, [element(0x83, ["\x11"])])])]),
      WEBM,
    ],
  ];
  for (const [why, bytes, mime] of opaque)
    expect({ why, found: await findTraces(filmOf(bytes), mime) }).toEqual({ why, found: null });
});

test("of a film of endlessly many parts, not all are read", async () => {
  const part = Buffer.concat([words(70_000), Buffer.from("mdat"), Buffer.alloc(64 * 1024)]);
  expect(await findTraces({ size: 2 ** 40, read: async (_, length) => part.subarray(0, length) }, MP4)).toBeNull();
});

test.each([[undefined], [null]] as const)(
  "a WebM's tags, names and times are void: sizes said or not (%s)",
  async (size) => {
    const track = element(0xae, [element(0x83, ["\x01"]), element(0x536e, [CANARY]), element(0x86, ["V_VP8"])]);
    const info = element(0x1549a966, [
      element(0x4489, ["long"]),
      element(0x4d80, [CANARY]),
      element(0x4461, ["DateCanary"]),
    ]);
    const cluster = (block: string) => element(0x1f43b675, [element(0xe7, ["\x01"]), element(0xa3, [block])], size);
    const tags = element(0x1254c367, [CANARY]);
    const segment = [
      info,
      element(0x1654ae6b, [track]),
      tags,
      cluster("first pictures"),
      cluster("more pictures"),
      tags,
    ];
    const bytes = Buffer.concat([element(0x1a45dfa3, ["webm"]), element(0x18538067, segment, size)]);
    const film = await played(bytes, WEBM);
    expect(film).toHaveLength(bytes.length);
    expect(film.toString("latin1")).not.toContain("Canary");
    for (const part of ["first pictures", "more pictures", "V_VP8", "long"])
      expect(film.indexOf(part)).toBe(bytes.indexOf(part));
  },
);
