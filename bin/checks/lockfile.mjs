/** @typedef {Record<string, { version?: string, optional?: boolean, optionalDependencies?: Record<string, string> }>} Packages */

/**
 * The optional packages that the lockfile lacks. npm leaves out silently what the registry did not have for another
 * platform when the lock was made, and then `npm ci` on that platform installs a tool without its binary.
 * @param {Packages} packages of package-lock.json
 */
export function missingPlatformPackages(packages) {
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isResolved(packages, place, name))
      .map((name) => `${place || "package.json"} wants ${name}, which package-lock.json lacks`),
  );
}

/** Looks the package up as Node would: beside the one that wants it, then in each folder above. */
function isResolved(packages, place, name) {
  const folders = place
    .split("/node_modules/")
    .map((_, depth, parts) => parts.slice(0, depth + 1).join("/node_modules/"));
  return ["", ...folders].some(
    (folder) => packages[folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`],
  );
}

/**
 * The locked packages that are older than the version below which they have known faults.
 * @param {Packages} packages
 * @param {Record<string, { atLeast: string }>} floors
 */
export function packagesBelowFloor(packages, floors) {
  return Object.entries(packages).flatMap(([place, { version }]) => {
    const name = place.split("node_modules/").at(-1) ?? "";
    const floor = floors[name]?.atLeast;
    return floor && version && compareVersions(version, floor) < 0
      ? [`${place} is ${version}; ${floor} is the least`]
      : [];
  });
}

/** Negative when `one` is older. A release is newer than its previews. @param {string} one @param {string} other */
export function compareVersions(one, other) {
  const [oneParts, otherParts] = [one, other].map((version) => version.split(/[.-]/));
  for (let at = 0; at < Math.max(oneParts.length, otherParts.length); at++) {
    const difference = rank(oneParts[at]) - rank(otherParts[at]);
    if (difference) return difference;
  }
  return 0;
}

/** A number counts as itself, the end of the version as more than the name of a preview. */
const rank = (part) => (part === undefined ? -0.5 : /^\d+$/.test(part) ? Number(part) : -1);
