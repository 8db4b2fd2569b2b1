import "server-only";
import { type Tx, withAccount } from "@/db/client";
import type { Actor, MemberActor } from "@/lib/actor";
import { filesSearch } from "@/lib/media/input/search";
import { findItem, type FoundItem, requireLevel } from "@/lib/media/queries/find-item";
import { listFiles } from "@/lib/media/queries/list-files";
import { listFolders } from "@/lib/media/queries/list-folder";
import { sourcesOf } from "@/lib/permissions/access";
import { canEver, reachOf } from "@/lib/permissions/can";
import type { Level } from "@/lib/permissions/operations";
import type { CheckAccess } from "@/lib/shares/input";
import { abilitiesOf, type Ability, levelOn, personAsActor } from "@/lib/shares/queries/person-as-actor";
import { waysTo } from "@/lib/shares/queries/ways";
import { namesFor, type PersonWithAccess, SEEING_ACCESS } from "@/lib/shares/queries/who-has-access";

/** What one person reaches of a thing, as it is decided when they ask for it themselves. */
export type CheckedAccess = {
  person: { id: string; name: string; email: string; isSuspended: boolean };
  /** Null: nothing. */
  level: Level | null;
  /** What makes them see or edit everything: their role, or single permissions. */
  byRole: string[];
  /** What is shared with them or theirs; for someone who sees everything it changes nothing. */
  ways: PersonWithAccess["ways"];
  abilities: Ability[];
  /** What a folder or collection looks like to them: the first things in it. */
  sees: { folders: string[]; files: string[]; fileCount: number } | null;
};

/** Checks someone's access to a thing, for whoever may see who has access to it. */
export async function checkAccess(actor: Actor, { item, memberId }: CheckAccess): Promise<CheckedAccess> {
  const { checked, person, found } = await withAccount(actor.account.id, async (tx) => {
    const thing = await findItem(tx, actor, item);
    requireLevel(actor, SEEING_ACCESS[thing.kind], thing);
    const who = await personAsActor(tx, actor, memberId);
    return { checked: await checkPerson(tx, actor, who, thing), person: who, found: thing };
  });
  return { ...checked, sees: checked.level === null ? null : await seenIn(person, found) };
}

async function checkPerson(tx: Tx, actor: Actor, person: MemberActor, found: FoundItem) {
  const { memberId, name, email, access } = person;
  const level = await levelOn(tx, person, found);
  const [{ ways } = { ways: [] }] = canEver(person, "media.view")
    ? await waysTo(tx, actor.account.id, found, { memberId })
    : [];
  const named = await namesFor(
    tx,
    actor,
    found,
    ways.map(({ on }) => on),
  );
  const whole = reachOf(person, "media.view") === "any" ? sourcesOf(access, "media_browse") : [];
  return {
    person: { id: memberId, name, email, isSuspended: !access.active },
    level,
    byRole: [...new Set(whole.map(({ source }) => source.name))],
    ways: ways.map((way) => ({ ...way, on: named(way.on) })),
    abilities: abilitiesOf(person, found.kind, level),
  };
}

const SHOWN = 6;

async function seenIn(person: MemberActor, { kind, id }: FoundItem): Promise<CheckedAccess["sees"]> {
  if (kind === "file") return null;
  const place = kind === "folder" ? { folder: id } : { collection: id };
  const files = await listFiles(person, filesSearch.parse({ ...place, sort: "name", limit: SHOWN }));
  const folders = kind === "folder" ? (await listFolders(person, { parentId: id, limit: SHOWN })).rows : [];
  return {
    folders: folders.map(({ name }) => name),
    files: files.rows.map(({ name }) => name),
    fileCount: files.total.count,
  };
}
