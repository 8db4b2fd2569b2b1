import { type Patch, zeros } from "@/lib/films/patches";
import { Opaque, type Reader } from "@/lib/films/reader";

/** An element of EBML, RFC 8794. Bytes of the film; `end` is not included, and null where it does not say its size. */
type Element = { id: number; start: number; body: number; end: number | null };
type Sized = Element & { end: number };

const HEAD = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const SEEK = 0x114d9b74;
const CUES = 0x1c53bb6b;
const CLUSTER = 0x1f43b675;
const INFO = 0x1549a966;
const TRACKS = 0x1654ae6b;
const TRACK = 0xae;
const TRACK_TYPE = 0x83;
const VOID = 0xec;

/** What is needed to play. Tags, attachments, chapters and whatever else there may be is blanked. */
const NEEDED = new Set([HEAD, SEEK, CUES, CLUSTER]);
/** Ids of up to two bytes; the others end a cluster that does not say where it ends. */
const LONGEST_IN_CLUSTER = 0xffff;
/** Of the film as a whole: how long it is, and by what scale. */
const INFO_NEEDED = new Set([0x2ad7b1, 0x4489]);
/** Texts that must be there: what wrote the film. They are emptied. */
const INFO_TEXTS = new Set([0x4d80, 0x5741]);
/** Names of a track and of its codec. */
const TRACK_TEXTS = new Set([0x536e, 0x258688]);

const PICTURES = 1;
const SOUND = 2;
const LARGEST_TABLE = 1024 ** 2;

/** Of WebM and Matroska, RFC 9559. @throws Opaque */
export async function tracesInElements(reader: Reader): Promise<Patch[]> {
  const patches: Patch[] = [];
  let isInCluster = false;
  for (let at = 0; at < reader.size;) {
    const element = await elementAt(reader, at);
    const { id, body } = element;
    if (id > LONGEST_IN_CLUSTER) isInCluster = id === CLUSTER && element.end === null;
    const isOpened = id === SEGMENT || (isInCluster && id === CLUSTER);
    const end = isOpened ? body : sized(element).end;
    if (id === INFO || id === TRACKS) patches.push(...(await tracesOfTable(reader, sized(element))));
    else if (!isOpened && !isNeeded(id, isInCluster)) patches.push(blanked(sized(element)));
    at = end;
  }
  return patches;
}

const isNeeded = (id: number, isInCluster: boolean) =>
  id > LONGEST_IN_CLUSTER ? NEEDED.has(id) : isInCluster && id !== VOID;

/** @throws Opaque */
function sized({ end, ...element }: Element): Sized {
  if (end === null) throw new Opaque("An element does not say where it ends.");
  return { ...element, end };
}

async function tracesOfTable(reader: Reader, table: Sized): Promise<Patch[]> {
  if (table.end - table.start > LARGEST_TABLE) throw new Opaque("Its tables are too large.");
  const bytes = await reader.whole(table.start, table.end - table.start);
  const within = (parent: Sized) => childrenOf(bytes, table.start, parent);
  if (table.id === INFO)
    return within(table).flatMap((child) => {
      if (INFO_TEXTS.has(child.id)) return zeros(child.body, child.end);
      return INFO_NEEDED.has(child.id) ? [] : blanked(child);
    });
  return within(table).flatMap((track) => {
    if (track.id !== TRACK) return blanked(track);
    const parts = within(track);
    const type = parts.find(({ id }) => id === TRACK_TYPE);
    const kind = type ? bytes[type.end - 1 - table.start] : 0;
    // Their words lie between the pictures, in each cluster.
    if (kind !== PICTURES && kind !== SOUND) throw new Opaque("It has more than pictures and sound.");
    return parts.filter(({ id }) => TRACK_TEXTS.has(id)).map(blanked);
  });
}

function childrenOf(bytes: Buffer, start: number, parent: Sized): Sized[] {
  const children: Sized[] = [];
  for (let at = parent.body; at < parent.end;) {
    const child = sized(readElement(bytes.subarray(at - start), at, parent.end));
    children.push(child);
    at = child.end;
  }
  return children;
}

const elementAt = async (reader: Reader, at: number): Promise<Element> =>
  readElement(await reader.peek(at, Math.min(12, reader.size - at)), at, reader.size);

/** An id of up to four bytes, a size of up to eight; the zeros in front of the first one tell how many. */
function readElement(bytes: Buffer, start: number, within: number): Element {
  const idLength = lengthAt(bytes, 0, 4);
  const sizeLength = lengthAt(bytes, idLength, 8);
  const id = bytes.readUIntBE(0, idLength);
  const body = start + idLength + sizeLength;
  const most = 2n ** BigInt(7 * sizeLength) - 1n;
  const size = BigInt(`0x${bytes.toString("hex", idLength, idLength + sizeLength)}`) & most;
  if (size === most) return { id, start, body, end: null };
  const end = body + Number(size);
  if (end > within) throw new Opaque("An element leaves what it lies in.");
  return { id, start, body, end };
}

function lengthAt(bytes: Buffer, at: number, most: number): number {
  const length = Math.clz32(bytes[at] ?? 0) - 23;
  if (length > most || at + length > bytes.length) throw new Opaque("This is no element.");
  return length;
}

/** Of the same length, and void by its id. */
function blanked({ start, end }: Sized): Patch {
  const length = end - start;
  const head = length < 9 ? [VOID, 0x80 | (length - 2)] : [VOID, 1, ...bigEndian(length - 9)];
  return { start, end, head: Uint8Array.from(head) };
}

/** Seven bytes. */
function bigEndian(size: number): number[] {
  const bytes = Buffer.alloc(7);
  bytes.writeUIntBE(size, 1, 6);
  return [...bytes];
}
