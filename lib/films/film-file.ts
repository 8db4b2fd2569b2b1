import fs from "node:fs/promises";
import { patched, type Patch } from "@/lib/films/patches";
import { findTraces } from "@/lib/films/traces";

const AT_ONCE = 1024 ** 2;

/** `findTraces` of a film on the disk. @param size of the film, where other bytes follow it in its file */
export async function tracesIn(file: string, mime: string, size?: number): Promise<Patch[] | null> {
  const handle = await fs.open(file, "r");
  try {
    const film = {
      size: size ?? (await handle.stat()).size,
      read: async (start: number, length: number) => {
        const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, start);
        return buffer.subarray(0, bytesRead);
      },
    };
    return await findTraces(film, mime);
  } finally {
    await handle.close();
  }
}

/** Puts the patches over a film on the disk. */
export async function patchFile(file: string, patches: readonly Patch[]): Promise<void> {
  const handle = await fs.open(file, "r+");
  try {
    for (const { start, end } of patches)
      for (let at = start; at < end; at += AT_ONCE) {
        const length = Math.min(AT_ONCE, end - at);
        await handle.write(patched(Buffer.alloc(length), at, patches), 0, length, at);
      }
  } finally {
    await handle.close();
  }
}
