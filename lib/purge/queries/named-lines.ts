import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/actor";
import type { PurgeScope } from "@/lib/delivery/rules/scope";
import { AppError } from "@/lib/errors";
import { findItem } from "@/lib/media/queries/find-item";
import type { Preview } from "@/lib/purge/input";
import { sortLines } from "@/lib/purge/rules/lines";
import type { Site } from "@/lib/purge/rules/read-line";

/** A line that is ours: what it names, and how the history tells of it. */
export type NamedLine = { scope: PurgeScope; text: string };

/** The field in which a line came, counted from 0. */
export type FieldOf = (line: number) => string;

/**
 * The lines without those that others cover. Nothing is purged while one of them is not ours.
 * @throws AppError `invalid` with the reason at each such line; `not_found` for a folder or file that is not open
 */
export async function nameLines(
  tx: Tx,
  actor: Actor,
  site: Site,
  { lines, sourceId }: Preview,
  fieldOf: FieldOf = (line) => `lines.${line}`,
): Promise<NamedLine[]> {
  const sorted = sortLines(lines.join("\n"), site, sourceId);
  const fields = sorted.flatMap(({ number, ...line }) =>
    line.verdict === "foreign" ? [{ path: fieldOf(number - 1), message: line.reason }] : [],
  );
  if (fields[0]) throw new AppError("invalid", fields[0].message, { fields });
  if (sorted.length === 0) throw nothingNamed(fieldOf(0));
  const ready = sorted.flatMap((line) => (line.verdict === "ready" ? [line] : []));
  const named: NamedLine[] = [];
  for (const { scope, text } of ready) named.push({ scope, text: await wordsFor(tx, actor, site, scope, text) });
  return named;
}

const nothingNamed = (path: string) => {
  const message = "Name at least one address.";
  return new AppError("invalid", message, { fields: [{ path, message }] });
};

async function wordsFor(tx: Tx, actor: Actor, site: Site, scope: PurgeScope, typed: string): Promise<string> {
  switch (scope.kind) {
    case "file":
      return `File ${(await findItem(tx, actor, { fileId: scope.fileId })).name}`;
    case "folder":
      return `Folder ${(await findItem(tx, actor, { folderId: scope.folderId })).name}`;
    case "tag":
      return `Tag ${scope.tag}`;
    case "source":
      return `Everything of ${site.sources.find(({ id }) => id === scope.sourceId)?.name ?? "a source"}`;
    default:
      return typed;
  }
}
