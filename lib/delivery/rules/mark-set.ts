import type { Ingredient, PurgeScope } from "@/lib/delivery/rules/scope";

export type Mark = { accountId: string; kind: PurgeScope["kind"]; sourceId: string | null; target: string | null };

/**
 * Marks that were read together, arranged so that one look at each cached result tells whether any of them covers it.
 * Capitals make no difference to a path: the library knows none, and elsewhere purging too much does no harm.
 */
export class MarkSet {
  readonly #exact = new Set<string>();
  readonly #prefixes: string[] = [];

  constructor(marks: readonly Mark[]) {
    for (const { accountId, kind, sourceId, target } of marks) {
      const name = nameOf(accountId, kind, sourceId, target ?? "");
      if (kind === "prefix") this.#prefixes.push(name);
      else this.#exact.add(name);
    }
  }

  get isEmpty(): boolean {
    return this.#exact.size + this.#prefixes.length === 0;
  }

  covers(accountId: string, ingredients: readonly Ingredient[]): boolean {
    return ingredients.some((ingredient) => this.#coversOne(accountId, ingredient));
  }

  #coversOne(accountId: string, { sourceId, path, fileId, folderIds, tags }: Ingredient): boolean {
    const has = (kind: Mark["kind"], source: string | null, target: string) =>
      this.#exact.has(nameOf(accountId, kind, source, target));
    return (
      has("source", sourceId, "") ||
      has("path", sourceId, path) ||
      (fileId !== null && has("file", null, fileId)) ||
      folderIds.some((id) => has("folder", null, id)) ||
      tags.some((tag) => has("tag", null, tag)) ||
      (this.#prefixes.length > 0 && this.#isBelowPrefix(nameOf(accountId, "prefix", sourceId, path)))
    );
  }

  #isBelowPrefix = (name: string) => this.#prefixes.some((prefix) => name.startsWith(prefix));
}

const nameOf = (accountId: string, kind: Mark["kind"], sourceId: string | null, target: string): string =>
  `${accountId} ${kind} ${sourceId ?? ""} ${kind === "path" || kind === "prefix" ? target.toLowerCase() : target}`;
