import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { openEmbeddedDatabase } from "./embedded-database.mjs";

const REMOVER = fileURLToPath(new URL("remove-after-parent.mjs", import.meta.url));

/**
 * A new folder, for tests and benches. It goes when it is removed, and also when this process is killed; the PostgreSQL
 * server that runs in it goes with it.
 */
export function makeThrowAwayFolder() {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "aperture-")));
  fs.chmodSync(folder, 0o755); // the account that PostgreSQL runs as must pass through
  // In a group of its own, so that what ends this process and all it started does not end it.
  const remover = spawn(process.execPath, [REMOVER, folder], {
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  remover.unref();
  remover.channel?.unref();
  return {
    folder,
    async remove() {
      remover.ref();
      remover.disconnect();
      await once(remover, "exit");
    },
  };
}

/** A PostgreSQL server in such a folder. It never waits for the disk. @param {{ database?: string }} [options] */
export async function openThrowAwayDatabase({ database } = {}) {
  const { folder, remove } = makeThrowAwayFolder();
  const server = await openEmbeddedDatabase(folder, { database, fast: true });
  return {
    folder,
    url: server.url,
    async close() {
      await server.close();
      await remove();
    },
  };
}
