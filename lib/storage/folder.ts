import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { NotStored, type Storage } from "@/lib/storage/storage";

/** Files below one folder. A key is whole or not there: bytes are on the disk before they get their name. */
export function openFolder(root: string): Storage {
  const placeOf = (key: string) => path.join(root, ...key.split("/"));

  return {
    async put(key, file) {
      const place = placeOf(key);
      await fs.mkdir(path.dirname(place), { recursive: true });
      await flush(file);
      await linkFile(file, place);
      await flush(path.dirname(place));
    },
    async read(key, range) {
      const place = placeOf(key);
      await fs.access(place).catch(() => {
        throw new NotStored(key);
      });
      return Readable.toWeb(createReadStream(place, range)) as ReadableStream<Uint8Array>;
    },
    async sizeOf(key) {
      const stat = await fs.stat(placeOf(key)).catch(() => null);
      return stat?.size ?? null;
    },
    remove: (key) => fs.rm(placeOf(key), { force: true }),
    async *keys() {
      for await (const entry of walk(root)) yield path.relative(root, entry).split(path.sep).join("/");
    },
  };
}

/** Gives the file a second name where the disk can; elsewhere copies it under a passing name first. */
async function linkFile(file: string, place: string): Promise<void> {
  try {
    await fs.link(file, place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code === "ENOSPC" || code === "ENOENT") throw error;
    const passing = `${place}.${randomUUID()}.part`;
    await fs.copyFile(file, passing);
    await flush(passing);
    await fs.rename(passing, place);
  }
}

/** Waits until a file, or the names in a folder, are on the disk. */
async function flush(place: string): Promise<void> {
  const handle = await fs.open(place, "r").catch((error: NodeJS.ErrnoException) => {
    if (process.platform === "win32") return null; // there, folders cannot be opened
    throw error;
  });
  await handle?.sync().finally(() => handle.close());
}

async function* walk(folder: string): AsyncIterable<string> {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(place);
    else yield place;
  }
}
