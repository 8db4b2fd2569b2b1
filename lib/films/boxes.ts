import { type Patch, zeros } from "@/lib/films/patches";
import { Opaque, type Reader } from "@/lib/films/reader";
import { samplesOf } from "@/lib/films/samples";

/** A box of ISO/IEC 14496-12 or an atom of QuickTime. Bytes of the film; `end` is not included. */
export type Box = { type: string; start: number; body: number; end: number };

const set = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** What is needed to play; whatever else lies in these boxes is blanked, of which nobody can know what it says. */
const NEEDED: Record<string, ReadonlySet<string>> = {
  film: set("ftyp styp moov moof mdat sidx ssix mfra pdin pssh"),
  moov: set("mvhd trak mvex iods pssh"),
  trak: set("tkhd tref trgr edts mdia tapt clip matt"),
  mdia: set("mdhd hdlr elng minf"),
  minf: set("vmhd smhd nmhd gmhd hdlr dinf stbl"),
  stbl: set("stsd stts ctts cslg stsc stsz stz2 stco co64 stss stsh stdp sdtp padb sbgp sgpd subs saiz saio"),
  moof: set("mfhd traf pssh"),
};

/** Boxes that say when the film was made, behind their version and flags. */
const DATED = set("mvhd tkhd mdhd");

const LARGEST_TABLE = 32 * 1024 ** 2;
const PICTURES = "vide";
const SOUND = "soun";

/** @throws Opaque */
export async function tracesInBoxes(reader: Reader): Promise<Patch[]> {
  const patches: Patch[] = [];
  let hasTable = false;
  let isInPieces = false;
  let hasOthers = false;
  for (let at = 0; at < reader.size;) {
    const header = await reader.peek(at, Math.min(16, reader.size - at));
    const box = boxAt(header, 0, at, reader.size);
    // Some cameras put their own behind the film.
    if (!box && hasTable) return [...patches, zeros(at, reader.size)];
    if (!box) throw broken();
    if (!NEEDED.film?.has(box.type)) patches.push(blanked(box, header));
    else if (box.type === "moov" || box.type === "moof") {
      const table = new Table(await reader.whole(at, tableSize(box)), at);
      table.look(box);
      for (const patch of table.patches) patches.push(patch);
      hasTable ||= box.type === "moov";
      isInPieces ||= box.type === "moof";
      hasOthers ||= table.hasOthers;
    }
    at = box.end;
  }
  if (!hasTable) throw new Opaque("It does not say what is in it.");
  // What lies in the pieces of a track that is neither seen nor heard stands in tables of its own.
  if (isInPieces && hasOthers) throw new Opaque("It has more than pictures and sound, in pieces.");
  return patches;
}

function tableSize({ start, end }: Box): number {
  if (end - start > LARGEST_TABLE) throw new Opaque("Its tables are too large.");
  return end - start;
}

/** A `moov` or `moof`, whole in memory; places are those of the film. */
class Table {
  readonly patches: Patch[] = [];
  /** Whether there are tracks that are neither seen nor heard: of places and measurements, of words, of time codes. */
  hasOthers = false;
  #kind = "";

  constructor(
    private readonly bytes: Buffer,
    private readonly start: number,
  ) {}

  look(parent: Box): void {
    for (const box of this.within(parent)) {
      if (box.type === "trak") this.#kind = this.kindOf(box);
      if (!NEEDED[parent.type]?.has(box.type)) this.patches.push(this.blanked(box));
      else if (box.type === "trak" && this.#kind !== PICTURES && this.#kind !== SOUND) this.drop(box);
      else if (DATED.has(box.type)) this.undate(box);
      else if (box.type === "hdlr") this.patches.push(zeros(Math.min(box.body + 24, box.end), box.end));
      else if (box.type === "stsd" && this.#kind === PICTURES) this.unname(box);
      else if (NEEDED[box.type]) this.look(box);
    }
  }

  /** The track itself and all that belongs to it elsewhere in the film. */
  private drop(track: Box): void {
    this.hasOthers = true;
    const tables = this.find(this.find(this.find(track, "mdia"), "minf"), "stbl");
    const bytesOf = (type: string) => {
      const box = tables && this.find(tables, type);
      return box ? this.bodyOf(box) : null;
    };
    for (const patch of samplesOf(bytesOf)) this.patches.push(patch);
    this.patches.push(this.blanked(track));
  }

  private kindOf(track: Box): string {
    const handler = this.find(this.find(track, "mdia"), "hdlr");
    return handler ? this.bodyOf(handler).toString("latin1", 8, 12) : "";
  }

  /** Two times behind four bytes: of 64 bits each in version 1. */
  private undate(box: Box): void {
    const length = this.bodyOf(box)[0] === 1 ? 16 : 8;
    this.patches.push(zeros(box.body + 4, Math.min(box.body + 4 + length, box.end)));
  }

  /** Cameras write their names as those of encoders, 42 bytes into each description of pictures, 32 bytes long. */
  private unname(box: Box): void {
    for (const entry of this.within({ ...box, body: box.body + 8 }))
      if (entry.end - entry.body >= 78) this.patches.push(zeros(entry.body + 42, entry.body + 74));
  }

  private find(parent: Box | undefined, type: string): Box | undefined {
    return parent && [...this.within(parent)].find((box) => box.type === type);
  }

  /** QuickTime may end a list of boxes by four zeros. */
  private *within({ body, end }: Box): Iterable<Box> {
    for (let at = body; at + 8 <= end;) {
      const box = boxAt(this.bytes, at - this.start, at, end);
      if (!box) throw broken();
      yield box;
      at = box.end;
    }
  }

  private bodyOf({ body, end }: Box): Buffer {
    return this.bytes.subarray(body - this.start, end - this.start);
  }

  private blanked(box: Box): Patch {
    return blanked(box, this.bytes.subarray(box.start - this.start));
  }
}

/** Null where it is cut off, or would leave what it lies in, which ends at the byte `within`. */
function boxAt(bytes: Buffer, offset: number, start: number, within: number): Box | null {
  if (bytes.length < offset + 8) return null;
  const type = bytes.toString("latin1", offset + 4, offset + 8);
  const short = bytes.readUInt32BE(offset);
  if (short === 1 && bytes.length < offset + 16) return null;
  const size = short === 0 ? within - start : short === 1 ? Number(bytes.readBigUInt64BE(offset + 8)) : short;
  const body = start + (short === 1 ? 16 : 8);
  const end = start + size;
  return body <= end && end <= within ? { type, start, body, end } : null;
}

/** Of the same size, and free space by its type. `header`: the box from its start on. */
const blanked = ({ start, body, end }: Box, header: Buffer): Patch => ({
  start: start + 4,
  end,
  head: Buffer.concat([Buffer.from("free"), header.subarray(8, body - start)]),
});

const broken = () => new Opaque("A box is cut off, or leaves what it lies in.");
