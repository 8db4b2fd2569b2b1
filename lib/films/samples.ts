import { type Patch, zeros } from "@/lib/films/patches";
import { Opaque } from "@/lib/films/reader";

/** A table of a track, without its header; null where there is none. */
type Tables = (type: string) => Buffer | null;

/**
 * Where the samples of a track lie in its film, a patch a chunk. ISO/IEC 14496-12, 8.7.
 * @throws Opaque where the tables contradict each other
 */
export function samplesOf(tables: Tables): Patch[] {
  const chunks = chunksOf(tables);
  if (chunks.length === 0) return [];
  const sizeOf = sizesOf(tables);
  const runs = runsOf(tables("stsc"));
  let run = -1;
  let sample = 0;
  return chunks.map((start, chunk) => {
    while ((runs[run + 1]?.firstChunk ?? Infinity) <= chunk + 1) run++;
    let size = 0;
    for (const last = sample + (runs[run]?.samples ?? 0); sample < last; sample++) size += sizeOf(sample);
    return zeros(start, start + size);
  });
}

function chunksOf(tables: Tables): number[] {
  const [short, long] = [tables("stco"), tables("co64")];
  if (short) return entries(short, 4, (at) => short.readUInt32BE(at));
  return long ? entries(long, 8, (at) => Number(long.readBigUInt64BE(at))) : [];
}

const runsOf = (table: Buffer | null) =>
  table
    ? entries(table, 12, (at) => ({ firstChunk: table.readUInt32BE(at), samples: table.readUInt32BE(at + 4) }))
    : [];

/** Behind version, flags and their number. */
function entries<T>(table: Buffer, width: number, read: (at: number) => T): T[] {
  const count = table.length < 8 ? 0 : table.readUInt32BE(4);
  if (8 + count * width > table.length) throw new Opaque("A table is cut off.");
  return Array.from({ length: count }, (_, index) => read(8 + index * width));
}

/** The bytes of each sample; beyond the last there is none. */
function sizesOf(tables: Tables): (sample: number) => number {
  const [table, compact] = [tables("stsz"), tables("stz2")];
  if (compact || !table || table.length < 12) throw new Opaque("The sizes of samples are not told as cameras do.");
  const [alike, count] = [table.readUInt32BE(4), table.readUInt32BE(8)];
  if (alike === 0 && 12 + count * 4 > table.length) throw new Opaque("A table is cut off.");
  return (sample) => {
    if (sample >= count) throw new Opaque("A chunk has more samples than there are.");
    return alike || table.readUInt32BE(12 + sample * 4);
  };
}
