import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor, MemberActor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { filesSearch } from "@/lib/media/input/search";
import { findItem, findItems, type FoundItem, type ItemKind, mayAt, requireLevel } from "@/lib/media/queries/find-item";
import { listFiles } from "@/lib/media/queries/list-files";
import { listFolders } from "@/lib/media/queries/list-folder";
import { COLLECTION_VERBS, FILE_VERBS, FOLDER_VERBS } from "@/lib/media/rules/verdicts";
import { effectiveOf, sourcesOf } from "@/lib/permissions/access";
import { canEver, reachOf } from "@/lib/permissions/can";
import { type Level, type OperationId, operationOf } from "@/lib/permissions/operations";
import type { CheckAccess } from "@/lib/shares/input";
import { waysTo } from "@/lib/shares/queries/ways";
import { namesFor, type PersonWithAccess, SEEING_ACCESS } from "@/lib/shares/queries/who-has-access";
import { type AccessJson, accessOf, toAccess } from "@/lib/users/queries/access";

/** What one person reaches of a thing, as it is decided when they ask for it themselves. */
export type CheckedAccess = {
  person: { id: string; name: string; email: string; isSuspended: boolean };
  /** Null: nothing. */
  level: Level | null;
  /** What makes them see or edit everything: their role, or single permissions. */
  byRole: string[];
  /** What is shared with them or theirs; for someone who sees everything it changes nothing. */
  ways: PersonWithAccess["ways"];
  abilities: { operation: OperationId; does: string; allowed: boolean }[];
  /** What a folder or collection looks like to them: the first things in it. */
  sees: { folders: string[]; files: string[]; fileCount: number } | null;
};

const VERBS: Record<ItemKind, Record<string, OperationId>> = {
  file: FILE_VERBS,
  folder: FOLDER_VERBS,
  collection: COLLECTION_VERBS,
};

/** Checks someone's access to a thing, for whoever may see who has access to it. */
export async function checkAccess(actor: Actor, { item, memberId }: CheckAccess): Promise<CheckedAccess> {
  const { checked, person, found } = await withAccount(actor.account.id, async (tx) => {
    const thing = await findItem(tx, actor, item);
    requireLevel(actor, SEEING_ACCESS[thing.kind], thing);
    const who = await findPerson(tx, actor, memberId);
    return { checked: await checkPerson(tx, actor, who, thing), person: who, found: thing };
  });
  return { ...checked, sees: checked.level === null ? null : await seenIn(person, found) };
}

/** The person as the one who asks; never used for anything but reading what they can read. */
async function findPerson(tx: Tx, actor: Actor, memberId: string): Promise<MemberActor> {
  const [row] = await tx.execute<{ name: string; email: string; userId: string; access: AccessJson }>(sql`
    select m.name, m.email, m.user_id as "userId", ${accessOf(sql`m`)} as access from members m
    where m.account_id = ${actor.account.id} and m.id = ${memberId} and m.ended_at is null`);
  if (!row) throw notFound("person");
  const access = toAccess(row.access);
  const { account, origin } = actor;
  const permissions = effectiveOf(access);
  return {
    ...row,
    kind: "member",
    memberId,
    sessionId: "",
    account,
    origin,
    access,
    active: access.active,
    permissions,
  };
}

async function checkPerson(tx: Tx, actor: Actor, person: MemberActor, found: FoundItem) {
  const { memberId, name, email, access } = person;
  const mayLook = canEver(person, "media.view");
  const [reached] = mayLook ? await findItems(tx, person, found.kind, [found.id]) : [];
  const level = reached?.level ?? null;
  const [{ ways } = { ways: [] }] = mayLook ? await waysTo(tx, actor.account.id, found, { memberId }) : [];
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
    abilities: Object.values(VERBS[found.kind])
      .filter((operation) => operation !== "access.request")
      .map((operation) => ({
        operation,
        does: operationOf(operation).does,
        allowed: level !== null && mayAt(person, operation as "media.rename", level),
      })),
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
