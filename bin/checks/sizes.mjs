import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

/**
 * What each page of the build makes a browser load before it works: the scripts that stand in its HTML, which are
 * those of every page and those of its own layouts and components. Polyfills for old browsers are left out.
 * @param {string} build the folder `.next`
 * @returns {{ route: string, kilobytes: number }[]}
 */
export function firstLoads(build) {
  const manifest = readJson(path.join(build, "build-manifest.json"));
  const routes = readJson(path.join(build, "app-path-routes-manifest.json"));
  const sizes = new Map();
  const sizeOf = (file) => {
    if (!sizes.has(file)) sizes.set(file, gzipSync(fs.readFileSync(path.join(build, file))).length);
    return sizes.get(file);
  };
  return Object.keys(routes)
    .filter((page) => page.endsWith("/page"))
    .map((page) => {
      const bootstrap = manifest.pagesChunkGroupBootstrapParams[page]?.otherChunks ?? [];
      const files = new Set([...manifest.rootMainFiles, ...bootstrap, ...ownFiles(build, page)]);
      const bytes = [...files].reduce((sum, file) => sum + sizeOf(file), 0);
      return { route: routes[page], kilobytes: Math.round(bytes / 100) / 10 };
    })
    .sort((one, other) => one.route.localeCompare(other.route));
}

/** The manifest is a script that fills a global. What a page shows in its own place when it finds nothing is not loaded. */
function ownFiles(build, page) {
  const source = fs.readFileSync(path.join(build, "server/app", `${page}_client-reference-manifest.js`), "utf8");
  const context = vm.createContext({});
  vm.runInContext(source, context);
  const entries = Object.entries(context.__RSC_MANIFEST[page].entryJSFiles);
  return entries.flatMap(([entry, files]) =>
    entry.endsWith("/not-found") && page !== "/_not-found/page" ? [] : files,
  );
}

const readJson = (file) => JSON.parse(fs.readFileSync(file, "utf8"));

/**
 * @param {{ route: string, kilobytes: number }[]} loads
 * @param {{ routes: string, most: number }[]} budgets the first whose pattern fits the route counts
 */
export function overBudget(loads, budgets) {
  return loads.flatMap(({ route, kilobytes }) => {
    const most = budgets.find(({ routes }) => new RegExp(routes).test(route))?.most ?? 0;
    return kilobytes > most ? [`${route} loads ${kilobytes} kB of JavaScript; ${most} is its budget`] : [];
  });
}
