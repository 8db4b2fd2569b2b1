import "server-only";
import { type Tx, withAccount } from "@/db/client";
import type { Actor, MemberActor } from "@/lib/actor";
import { filesSearch } from "@/lib/media/input/search";
import type { Crumb } from "@/lib/media/queries/breadcrumbs";
import { type FileDetails, findFile } from "@/lib/media/queries/find-file";
import { findItem, findItems, type FoundItem, type ItemKind, mayAt, requireLevel } from "@/lib/media/queries/find-item";
import { listFiles } from "@/lib/media/queries/list-files";
import { listFolder } from "@/lib/media/queries/list-folder";
import type { FileRow, FolderRow } from "@/lib/media/queries/rows";
import type { Page } from "@/lib/page";
import type { Level } from "@/lib/permissions/operations";
import type { SeeAs } from "@/lib/shares/input";
import { abilitiesOf, type Ability, levelOn, personAsActor } from "@/lib/shares/queries/person-as-actor";
import { SEEING_ACCESS } from "@/lib/shares/queries/who-has-access";

type Drawn = "kind" | "id" | "name" | "isPrivate";

/** A thing with the level that the other person has on it; null where who looks does not manage it, and is not told. */
type Seen<Row> = Row & { level: Level | null };
export type SeenFolder = Seen<Pick<FolderRow, Drawn | "fileCount">>;
export type SeenFile = Seen<
  Pick<FileRow, Drawn | "type" | "thumbhash" | "version" | "width" | "height" | "size" | "tags">
>;

export type SeenAs = {
  person: { id: string; name: string; isSuspended: boolean };
  item: { kind: ItemKind; id: string; name: string };
  /** Null: for them it does not exist. */
  seen: {
    level: Level;
    abilities: Ability[];
    /** The folders above it that both see; one that `opens` can be looked at in the same way. */
    above: (Crumb & { opens: boolean })[];
    folders: SeenFolder[];
    /** `count`: of all pages; null of a collection, where not all may be open to who looks. */
    files: Page<SeenFile> & { count: number | null };
    /** Where it is a file itself. */
    file: (Pick<FileDetails, "mime" | "fields" | "createdAt"> & SeenFile) | null;
  } | null;
};

/**
 * A thing as another member sees it, read by the same queries as when they open it, for whoever may see who has access
 * to it. What who looks could not see themselves is left out.
 */
export async function seeAs(actor: Actor, asked: SeeAs): Promise<SeenAs> {
  const { person, found, level } = await lookAs(actor, asked);
  const { kind, id, name } = found;
  const told = {
    person: { id: person.memberId, name: person.name, isSuspended: !person.active },
    item: { kind, id, name },
  };
  if (level === null) return { ...told, seen: null };
  const sight = await (kind === "file" ? sightOfFile(person, id) : sightOfPlace(person, kind, id, asked.cursor));
  const open = await withAccount(actor.account.id, (tx) => asFarAsOpen(tx, actor, sight));
  return { ...told, seen: { level, abilities: abilitiesOf(person, kind, level), ...open } };
}

/** Who is looked as, and at what. @throws AppError `not_found`, or the refusal for who sees the thing and does not manage it */
export async function lookAs(
  actor: Actor,
  { item, memberId }: Pick<SeeAs, "item" | "memberId">,
): Promise<{ person: MemberActor; found: FoundItem; level: Level | null }> {
  return withAccount(actor.account.id, async (tx) => {
    const found = await findItem(tx, actor, item);
    requireLevel(actor, SEEING_ACCESS[found.kind], found);
    const person = await personAsActor(tx, actor, memberId);
    return { person, found, level: await levelOn(tx, person, found) };
  });
}

/** What the person sees when they open it. */
type Sight = {
  above: Crumb[];
  folders: FolderRow[];
  files: Page<FileRow>;
  count: number | null;
  file: FileDetails | null;
};

const SHOWN = 60;

const NO_FILES: Page<FileRow> = { rows: [], nextCursor: null, previousCursor: null };

async function sightOfFile(person: MemberActor, fileId: string): Promise<Sight> {
  const file = await findFile(person, fileId);
  return { above: file.breadcrumbs, folders: [], files: NO_FILES, count: 0, file };
}

async function sightOfPlace(
  person: MemberActor,
  kind: "folder" | "collection",
  id: string,
  cursor: string | undefined,
): Promise<Sight> {
  const files = await listFiles(person, filesSearch.parse({ [kind]: id, cursor, sort: "name", limit: SHOWN }));
  if (kind === "collection") return { above: [], folders: [], files, count: null, file: null };
  const { breadcrumbs, folders } = await listFolder(person, id);
  return {
    above: breadcrumbs.slice(0, -1),
    // They stand before the files of the first page.
    folders: files.previousCursor === null ? folders.rows : [],
    files,
    count: files.total.count,
    file: null,
  };
}

async function asFarAsOpen(tx: Tx, actor: Actor, { above, folders, files, count, file }: Sight) {
  const folderLevels = await levelsOf(tx, actor, "folder", [...above, ...folders]);
  const fileLevels = await levelsOf(tx, actor, "file", [...files.rows, ...(file ? [file] : [])]);
  const isOpen = (levels: Map<string, Level>) => (thing: { id: string }) => levels.has(thing.id);
  const manages = (levels: Map<string, Level>, { id }: { id: string }) =>
    mayAt(actor, "media.seeAccess", levels.get(id) ?? null);
  const toFile = (row: FileRow): SeenFile => ({
    ...drawn(row),
    level: manages(fileLevels, row) ? row.level : null,
  });
  return {
    above: above.filter(isOpen(folderLevels)).map((crumb) => ({ ...crumb, opens: manages(folderLevels, crumb) })),
    folders: folders.filter(isOpen(folderLevels)).map((row) => ({
      kind: row.kind,
      id: row.id,
      name: row.name,
      isPrivate: row.isPrivate,
      fileCount: row.fileCount,
      level: manages(folderLevels, row) ? row.level : null,
    })),
    files: {
      rows: files.rows.filter(isOpen(fileLevels)).map(toFile),
      count,
      nextCursor: files.nextCursor,
      previousCursor: files.previousCursor,
    },
    file: file && { ...toFile(file), mime: file.mime, fields: file.fields, createdAt: file.createdAt },
  };
}

const drawn = ({ kind, id, name, isPrivate, type, thumbhash, version, width, height, size, tags }: FileRow) => ({
  kind,
  id,
  name,
  isPrivate,
  type,
  thumbhash,
  version,
  width,
  height,
  size,
  tags,
});

/** Of each of the things that are open to who asks, their level on it. */
async function levelsOf(tx: Tx, actor: Actor, kind: ItemKind, things: readonly { id: string }[]) {
  const found = await findItems(
    tx,
    actor,
    kind,
    things.map(({ id }) => id),
  );
  return new Map(found.flatMap(({ id, level, inTrash }) => (level === null || inTrash ? [] : [[id, level] as const])));
}
