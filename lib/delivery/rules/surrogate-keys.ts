import { createHmac } from "node:crypto";
import { type Ingredient, type PurgeScope, toMark } from "@/lib/delivery/rules/scope";
import { secretFor } from "@/lib/env";

/** Folders of a path that have keys of their own; what lies deeper goes with the last of them. */
const DEEPEST = 16;
/** They stand in two headers, and nginx takes 4 KB of all headers together unless it is told otherwise. */
const MOST_KEYS = 100;

/**
 * The keys by which a CDN in front finds all that was made of these things: the source, each folder of the path, the path,
 * and of the library the file, its folders and its tags. Strangers cannot tell from a key what it stands for.
 * @returns null where they are more than fit, so that no shared cache may keep the answer
 */
export function surrogateKeys(accountId: string, ingredients: readonly Ingredient[]): readonly string[] | null {
  const known = remembered.get(ingredients);
  if (known !== undefined) return known;
  const write = writerFor(accountId);
  const keys = new Set(ingredients.flatMap(scopesOf).map(write));
  const answer = keys.size > MOST_KEYS ? null : [...keys];
  remembered.set(ingredients, answer);
  return answer;
}

/** Of one cached result they stay the same. */
const remembered = new WeakMap<readonly Ingredient[], readonly string[] | null>();

/**
 * The key under which the CDN has all that a scope names. There is none for the half of a name that a prefix ends in: it is
 * the key of the folder above, or of the source, because purging too much does no harm.
 */
export const surrogateKeyOf = (accountId: string, scope: PurgeScope): string => writerFor(accountId)(scope);

/** Twelve hexadecimal digits: some CDNs know no capitals. */
function writerFor(accountId: string): (scope: PurgeScope) => string {
  const secret = secretFor("surrogate keys");
  return (scope) => {
    const { kind, sourceId, target } = toMark(widened(scope));
    const isPlace = kind === "path" || kind === "prefix";
    return createHmac("sha256", secret)
      .update(JSON.stringify([accountId, kind, sourceId, isPlace ? target?.toLowerCase() : target]))
      .digest("hex")
      .slice(0, 12);
  };
}

function widened(scope: PurgeScope): PurgeScope {
  if (scope.kind !== "prefix") return scope;
  const prefix = foldersOf(scope.prefix).at(-1);
  return prefix === undefined ? { kind: "source", sourceId: scope.sourceId } : { ...scope, prefix };
}

/** As `press/`, `press/2027/` of `press/2027/hero.jpg`. */
function foldersOf(path: string): string[] {
  const names = path.replace(/^\/+/, "").split("/").slice(0, -1).slice(0, DEEPEST);
  return names.map((_, last) => `${names.slice(0, last + 1).join("/")}/`);
}

const scopesOf = ({ sourceId, path, fileId, folderIds, tags }: Ingredient): PurgeScope[] => [
  { kind: "source", sourceId },
  ...foldersOf(path).map((prefix) => ({ kind: "prefix" as const, sourceId, prefix })),
  { kind: "path", sourceId, path },
  ...(fileId === null ? [] : [{ kind: "file" as const, fileId }]),
  ...folderIds.map((folderId) => ({ kind: "folder" as const, folderId })),
  ...tags.map((tag) => ({ kind: "tag" as const, tag })),
];
