/** What a test asks to be gone. */
export const CANARY = "+51.5007-000.1246/Canary";

export const box = (type: string, ...parts: (Uint8Array | string)[]): Buffer => {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)));
  const size = Buffer.alloc(4);
  size.writeUInt32BE(8 + body.length);
  return Buffer.concat([size, Buffer.from(type, "latin1"), body]);
};

export const words = (...numbers: number[]): Buffer => {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeUInt32BE(number, index * 4);
  return bytes;
};

const handler = (kind: string) => box("hdlr", words(0, 0), kind, words(0, 0, 0), `${CANARY} handler\0`);

/** A track of one chunk with two samples of `size` bytes each. */
const track = (kind: string, description: Buffer, chunk: number, size: number, ...more: Buffer[]): Buffer => {
  const tables = box(
    "stbl",
    box("stsd", words(0, 1), description),
    box("stts", words(0, 1, 2, 1)),
    box("stsc", words(0, 1, 1, 2, 1)),
    box("stsz", words(0, 0, 2, size, size)),
    box("stco", words(0, 1, chunk)),
  );
  const media = box("mdia", box("mdhd", words(0, 7, 8, 1000, 2, 0)), handler(kind), box("minf", tables));
  return box("trak", box("tkhd", words(0, 7, 8, 1, 0, 2)), media, ...more);
};

const pictures = () =>
  box("avc1", Buffer.alloc(42, 1), CANARY.padEnd(32, "\0"), Buffer.alloc(4, 2), box("avcC", "how"));
const sound = () => box("mp4a", Buffer.alloc(28, 3), box("esds", "as it was before, and all of it is still needed"));

/** A film as phones write it: the place as an atom, as a key, by its track, and a track of places beside. */
export function phoneFilm(): { bytes: Buffer; seen: Buffer; heard: Buffer } {
  const seen = Buffer.from("what is seen of it");
  const heard = Buffer.from("what is heard of it");
  const told = Buffer.from(CANARY + CANARY);
  const place = box("udta", box("\xa9xyz", words(0x00180015), CANARY), box("\xa9mod", CANARY));
  const keys = box("meta", box("keys", "com.apple.quicktime.location.ISO6709"), box("ilst", CANARY));
  const movie = (start: number) =>
    box(
      "moov",
      box("mvhd", words(0, 0xdeadbeef, 0xdeadbeef, 1000, 2)),
      track("vide", pictures(), start, seen.length / 2, place),
      track("soun", sound(), start + seen.length, 0),
      track("meta", box("gpmd", CANARY), start + seen.length + heard.length, told.length / 2),
      place,
      keys,
      words(0),
    );
  const head = box("ftyp", "isom", words(512));
  const start = head.length + 8;
  const media = box("mdat", seen, heard, told);
  const bytes = Buffer.concat([
    head,
    media,
    movie(start),
    box("uuid", CANARY),
    box("free", CANARY),
    Buffer.from("end"),
  ]);
  return { bytes, seen, heard };
}

/** @param size `null`: it does not say where it ends */
export const element = (id: number, parts: readonly (Uint8Array | string)[], size?: null): Buffer => {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const length = Buffer.alloc(8);
  if (size === null) length.fill(0xff);
  else length.writeBigUInt64BE(BigInt(body.length));
  length[0] = 1;
  return Buffer.concat([Buffer.from(id.toString(16).padStart(id > 0xffff ? 8 : 2, "0"), "hex"), length, body]);
};
