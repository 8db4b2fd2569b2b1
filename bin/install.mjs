import fs from "node:fs";
import path from "node:path";
import { fingerprint, readStamp } from "./fingerprint.mjs";
import { packaged, ROOT, run } from "./run.mjs";

const OLDEST_NODE = [20, 19];
const STAMP = path.join(ROOT, "node_modules/.aperture-install");

/** @param {string} [version] @returns {string | undefined} why this Node cannot run the project */
export function nodeRefusal(version = process.versions.node) {
  const [major, minor] = version.split(".").map(Number);
  const old = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  return old ? `Node ${OLDEST_NODE.join(".")} or newer is needed; this is ${version}.` : undefined;
}

/**
 * Installs the locked packages unless they are there already, and makes sure that our patches are in them:
 * `npm ci --ignore-scripts` leaves them out, and the database driver is unsafe without.
 * @param {(line: string) => void} say
 */
export async function ensureInstalled(say) {
  const wanted = `${fingerprint(ROOT, ["package-lock.json", "patches"])} ${process.platform}-${process.arch}`;
  if (readStamp(STAMP) === wanted) return;
  if (!isLockInstalled()) {
    say("Installing packages (a minute or so) …");
    await run([...npm(), "ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  }
  await run(packaged("patch-package/index.js", "--error-on-fail"));
  fs.writeFileSync(STAMP, wanted);
}

/** npm started us by its own path, which is right on every platform; without it the one on the path is. */
function npm() {
  return process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
}

/** npm writes what it has installed into a second lockfile, whose entries equal those of the first. */
function isLockInstalled() {
  const lock = readPackages("package-lock.json");
  const installed = readPackages("node_modules/.package-lock.json");
  return Object.entries(lock).every(
    ([name, entry]) =>
      name === "" || (entry.optional && !installed[name]) || installed[name]?.version === entry.version,
  );
}

/** @returns {Record<string, { version: string, optional?: boolean }>} */
function readPackages(lockfile) {
  const file = path.join(ROOT, lockfile);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")).packages : {};
}
