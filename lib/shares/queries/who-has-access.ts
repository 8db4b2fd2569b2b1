import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { heldAt } from "@/db/schema/columns";
import type { Actor } from "@/lib/actor";
import type { Item } from "@/lib/media/input/items";
import { findItem, findItems, type FoundItem, type ItemKind, mayAt, requireLevel } from "@/lib/media/queries/find-item";
import { type ShareOn, sharesOn } from "@/lib/shares/queries/shares-on";
import { type PersonWithWays, thingsGivingWay, type Way, waysTo } from "@/lib/shares/queries/ways";
import { linksReaching, type ReachingLink } from "@/lib/share-links/queries/links-reaching";
import { holdersOf } from "@/lib/users/queries/holders";

/** What a share stands on, as far as it is open to who asks. */
export type SharedThing = { kind: ItemKind; id: string | null; name: string | null };

export type ShareRow = ShareOn<SharedThing>;

export type PersonByRole = { id: string; name: string; level: "view" | "manage" };

/** Where a way begins is told by name where that is open to who asks. */
export type PersonWithAccess = Omit<PersonWithWays, "ways"> & { ways: (Omit<Way, "on"> & { on: SharedThing })[] };

/** Anyone who has its address. */
export type LinkWithAccess = Omit<ReachingLink, "on"> & { on: SharedThing };

export type WhoHasAccess = {
  item: { kind: ItemKind; id: string; name: string };
  owner: { id: string; name: string } | null;
  /** On the thing itself. */
  direct: ShareRow[];
  /** On folders above it and on collections that hold it. */
  inherited: ShareRow[];
  /** Whoever reaches it by what is shared with them or theirs, each with every way. */
  people: PersonWithAccess[];
  /** Whoever sees or edits everything. */
  byRole: PersonByRole[];
  links: LinkWithAccess[];
  /** The collections that hold it and are open to who asks. */
  collections: { id: string; name: string }[];
};

/** The operation that opens the list of who has access to a thing of this kind. */
export const SEEING_ACCESS = {
  file: "media.seeAccess",
  folder: "media.seeAccess",
  collection: "collections.share",
} as const;

/** Who can open this, at which level, and through what. */
export async function whoHasAccess(actor: Actor, item: Item): Promise<WhoHasAccess> {
  return withAccount(actor.account.id, async (tx) => {
    const accountId = actor.account.id;
    const found = await findItem(tx, actor, item);
    requireLevel(actor, SEEING_ACCESS[found.kind], found);
    const shares = await sharesOn(tx, accountId, thingsGivingWay(accountId, found));
    const people = await waysTo(tx, accountId, found);
    const links = await linksReaching(tx, actor, thingsGivingWay(accountId, found));
    const named = await namesFor(tx, actor, found, [
      ...shares.map(({ on }) => on),
      ...people.flatMap(({ ways }) => ways.map(({ on }) => on)),
      ...links.map(({ on }) => on),
    ]);
    return {
      item: { kind: found.kind, id: found.id, name: found.name },
      owner: await ownerOf(tx, accountId, found),
      direct: shares.filter(({ on }) => on.id === found.id),
      inherited: shares.filter(({ on }) => on.id !== found.id).map((share) => ({ ...share, on: named(share.on) })),
      people: people.map((person) => ({
        ...person,
        ways: person.ways.map((way) => ({ ...way, on: named(way.on) })),
      })),
      byRole: await peopleByRole(tx, accountId),
      links: links.map((link) => ({ ...link, on: named(link.on) })),
      collections: await collectionsHolding(tx, actor, found),
    };
  });
}

/** Tells a thing by name where it is open to who asks, and only what kind of thing it is where not. */
export async function namesFor(
  tx: Tx,
  actor: Actor,
  item: FoundItem,
  things: readonly { kind: ItemKind; id: string }[],
) {
  const open = new Set([item.id]);
  for (const kind of ["folder", "collection"] as const) {
    const ids = [...new Set(things.filter((thing) => thing.kind === kind).map(({ id }) => id))];
    const operation = kind === "folder" ? "media.view" : "collections.view";
    for (const found of await findItems(tx, actor, kind, ids))
      if (mayAt(actor, operation, found.level)) open.add(found.id);
  }
  return ({ kind, id, name }: { kind: ItemKind; id: string; name: string }): SharedThing =>
    open.has(id) ? { kind, id, name } : { kind, id: null, name: null };
}

async function ownerOf(tx: Tx, accountId: string, { ownerId }: FoundItem) {
  const [owner] = await tx.execute<{ id: string; name: string }>(sql`
    select m.id, m.name from members m where m.account_id = ${accountId} and m.id = ${ownerId} and m.ended_at is null`);
  return owner ?? null;
}

export async function peopleByRole(tx: Tx, accountId: string, at?: Date): Promise<PersonByRole[]> {
  const rows = await tx.execute<PersonByRole>(sql`
    select m.id, m.name, case when m.id in (${holdersOf(accountId, "media_edit", { at })}) then 'manage' else 'view' end as level
    from members m where m.account_id = ${accountId} and ${heldAt(sql`m`, at)} and m.id in (${holdersOf(accountId, "media_browse", { at })})
    order by lower(m.name), m.id`);
  return [...rows];
}

async function collectionsHolding(tx: Tx, actor: Actor, { kind, id }: FoundItem): Promise<WhoHasAccess["collections"]> {
  if (kind !== "file") return [];
  const held = await tx.execute<{ id: string }>(sql`
    select m.collection_id as id from collection_files m
    where m.account_id = ${actor.account.id} and m.file_id = ${id} and m.ended_at is null`);
  const ids = held.map((row) => row.id);
  const found = await findItems(tx, actor, "collection", ids, "collections.view");
  return found
    .filter(({ level }) => mayAt(actor, "collections.view", level))
    .map((one) => ({ id: one.id, name: one.name }));
}
