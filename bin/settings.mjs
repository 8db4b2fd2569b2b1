import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ROOT } from "./run.mjs";

/** What the command line and the start have in common: which folder, which database, which environment. */

/** The environment wins over the file, so that one start can differ. */
export function loadEnvFile() {
  const file = path.join(ROOT, ".env");
  if (fs.existsSync(file)) process.loadEnvFile(file);
  for (const [name, value] of Object.entries(process.env)) if (value === "") delete process.env[name];
}

/** @param {{ demo?: boolean }} [options] @returns {string} the folder that keeps the database, the media and the secret */
export function dataFolder({ demo = false } = {}) {
  const chosen = process.env.APERTURE_DATA;
  if (chosen) return path.resolve(ROOT, chosen, demo ? "demo" : "");
  return path.join(ROOT, demo ? ".demo" : ".data");
}

/** The secret of this folder, made at the first use. @param {string} folder */
function keptSecret(folder) {
  const file = path.join(folder, "auth-secret");
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  try {
    fs.writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
  }
  return fs.readFileSync(file, "utf8");
}

/**
 * The database that the settings name, or the embedded one.
 * @param {{ demo?: boolean, port?: number }} [options] port: where the embedded one stood before
 */
export async function openDatabase({ demo = false, port } = {}) {
  const url = process.env.DATABASE_URL;
  if (url) return { url: () => url, port, lost: new Promise(() => {}), close: async () => {} };
  const { openEmbeddedDatabase } = await import("./embedded-database.mjs");
  return openEmbeddedDatabase(dataFolder({ demo }), { database: demo ? "aperture_demo" : "aperture", port });
}

/**
 * What a process of ours needs to know of its surroundings.
 * @param {{ demo?: boolean, databaseUrl: string }} options
 * @returns {Record<string, string | undefined>}
 */
export function settingsFor({ demo = false, databaseUrl }) {
  const folder = dataFolder({ demo });
  return {
    APERTURE_DATA: folder,
    APERTURE_DEMO: demo ? "1" : "",
    AUTH_SECRET: process.env.AUTH_SECRET ?? keptSecret(folder),
    DATABASE_URL: databaseUrl,
  };
}
