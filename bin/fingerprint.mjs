import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/**
 * One hash over the names and contents of files and of everything below folders.
 * @param {string} root
 * @param {string[]} names relative to root; missing ones count as absent
 * @param {(name: string) => boolean} [counts]
 */
export function fingerprint(root, names, counts = () => true) {
  const hash = createHash("sha256");
  for (const name of names.flatMap((entry) => filesBelow(root, entry)).sort()) {
    if (!counts(name)) continue;
    const content = fs.readFileSync(path.join(root, name));
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** @returns {string[]} */
function filesBelow(root, name) {
  const stat = fs.statSync(path.join(root, name), { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [name];
  return fs.readdirSync(path.join(root, name)).flatMap((entry) => filesBelow(root, `${name}/${entry}`));
}

/** @param {string} file */
export const readStamp = (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined);
