import "server-only";
import { patchedStream, type Patch } from "@/lib/films/patches";
import { findTraces } from "@/lib/films/traces";
import type { Content } from "@/lib/media/queries/read-content";

/** A player asks for a film in many parts; so many films are remembered. */
const MOST_REMEMBERED = 50;

const remembered = new Map<string, Promise<Patch[] | null>>();

/**
 * A film without what a camera wrote in it, such as the place: as long as before, so that each part of it can be asked
 * for. Null where it cannot be looked through.
 */
export async function playedFilm(film: Content): Promise<Content | null> {
  const patches = await tracesOf(film);
  if (patches === null) return null;
  return {
    ...film,
    tag: `${film.tag}-played`,
    read: async (range) => patchedStream(await film.read(range), range?.start ?? 0, patches),
  };
}

function tracesOf({ size, tag, mime, read }: Content): Promise<Patch[] | null> {
  const known = remembered.get(tag);
  if (known) return known;
  const bytesOf = async (start: number, length: number) =>
    length === 0
      ? Buffer.alloc(0)
      : Buffer.from(await new Response(await read({ start, end: start + length - 1 })).arrayBuffer());
  const found = findTraces({ size, read: bytesOf }, mime);
  remembered.set(tag, found);
  found.catch(() => remembered.delete(tag));
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MOST_REMEMBERED) break;
    remembered.delete(oldest);
  }
  return found;
}
