import fs from "node:fs";
import path from "node:path";
import { fingerprint, readStamp } from "./fingerprint.mjs";
import { next, ROOT, run } from "./run.mjs";

const FOLDERS = ["app", "components", "lib", "db", "public", "patches"];
const CONFIGURATION = /\.(ts|mjs|json)$/;
const NOT_BUILT = /\.test\.tsx?$|\.bench\.ts$|^(next-env\.d|vitest\.config|playwright\.config|drizzle\.config)\.ts$/;
const STAMP = path.join(ROOT, ".next/aperture-sources");

/** Everything that the build reads: the folders of the application, and the settings beside them. */
export function sourcesFingerprint(root = ROOT) {
  const settings = fs.readdirSync(root).filter((name) => CONFIGURATION.test(name));
  return fingerprint(root, [...FOLDERS, ...settings], (name) => !NOT_BUILT.test(name));
}

/**
 * Builds the application unless the last build was made of the same sources.
 * @param {(line: string) => void} say
 * @param {AbortSignal} [signal]
 */
export async function ensureBuilt(say, signal) {
  const sources = sourcesFingerprint();
  if (readStamp(STAMP) === sources) return;
  say("Building (half a minute or so) …");
  fs.rmSync(STAMP, { force: true });
  await run(next("build"), { env: { NODE_ENV: "production" }, signal });
  fs.writeFileSync(STAMP, sources);
}
