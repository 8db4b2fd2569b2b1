/** Bytes sent in place of those of a film: `head` from `start` on, then zeros up to `end`, which is not included. */
export type Patch = { start: number; end: number; head: Uint8Array };

const EMPTY = new Uint8Array();

export const zeros = (start: number, end: number): Patch => ({ start, end, head: EMPTY });

/** In order and apart from each other, as `patched` takes them. Where two overlap, zeros win. */
export function inOrder(patches: readonly Patch[]): Patch[] {
  const ordered: Patch[] = [];
  for (const patch of patches.filter(({ start, end }) => start < end).toSorted((a, b) => a.start - b.start)) {
    const last = ordered.at(-1);
    const joins = last && (patch.start < last.end || (patch.start === last.end && patch.head.length === 0));
    if (joins) last.end = Math.max(last.end, patch.end);
    else ordered.push({ ...patch });
  }
  return ordered;
}

/** A part of a film that begins at the byte `at`, with what the patches put there. It is as long as before. */
export function patched(part: Uint8Array, at: number, patches: readonly Patch[]): Uint8Array {
  const end = at + part.length;
  let index = firstBeyond(patches, at);
  if ((patches[index]?.start ?? Infinity) >= end) return part;
  const copy = Uint8Array.from(part);
  for (let patch = patches[index]; patch && patch.start < end; patch = patches[++index]) {
    const { start, head } = patch;
    copy.fill(0, Math.max(start, at) - at, Math.min(patch.end, end) - at);
    for (const [offset, byte] of head.entries()) {
      const place = start + offset - at;
      if (place >= 0 && place < copy.length) copy[place] = byte;
    }
  }
  return copy;
}

/** The same for a stream of bytes that begins at the byte `at` of the film. */
export function patchedStream(stream: ReadableStream<Uint8Array>, at: number, patches: readonly Patch[]) {
  let place = at;
  const change = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      controller.enqueue(patched(piece, place, patches));
      place += piece.length;
    },
  });
  return stream.pipeThrough(change);
}

/** Which is the first patch that ends after the byte `at`. */
function firstBeyond(patches: readonly Patch[], at: number): number {
  let low = 0;
  let high = patches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((patches[middle]?.end ?? Infinity) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
