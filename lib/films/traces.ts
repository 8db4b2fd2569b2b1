import { tracesInBoxes } from "@/lib/films/boxes";
import { tracesInElements } from "@/lib/films/elements";
import { inOrder, type Patch } from "@/lib/films/patches";
import { type Film, Opaque, Reader } from "@/lib/films/reader";

const MOST_PATCHES = 50_000;

/** Whether it is a film, which may say where it was taken, by which camera and when. */
export const isFilm = (mime: string): boolean => mime.startsWith("video/");

/**
 * What to put over a film so that nothing is left but its pictures and sound: its length, and where each of them lies,
 * stay as they are. Null where it cannot be looked through; then nobody knows what it tells.
 */
export async function findTraces(film: Film, mime: string): Promise<Patch[] | null> {
  const find = { "video/mp4": tracesInBoxes, "video/quicktime": tracesInBoxes, "video/webm": tracesInElements }[mime];
  if (!find) return null;
  try {
    const patches = inOrder(await find(new Reader(film)));
    return patches.length > MOST_PATCHES ? null : patches;
  } catch (error) {
    if (error instanceof Opaque) return null;
    throw error;
  }
}
