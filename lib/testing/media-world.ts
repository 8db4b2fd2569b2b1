import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import type { Actor, ActorAccount, MemberActor } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import { createGroup } from "@/lib/groups/commands/create-group";
import { setGroupMembers } from "@/lib/groups/commands/set-group-members";
import { addFiles, removeFiles } from "@/lib/media/commands/collections";
import { createFolder } from "@/lib/media/commands/create-folder";
import { moveItems } from "@/lib/media/commands/move";
import { deleteItems, restoreItems } from "@/lib/media/commands/trash";
import { type Level, LEVELS } from "@/lib/permissions/operations";
import { setShares } from "@/lib/shares/commands/set-shares";
import { putCollection, putFile, putFolder, putShare, storeBytesOf } from "@/lib/testing/library";
import { MediaModel } from "@/lib/testing/media-model";
import { joinAccount, makeAccount } from "@/lib/testing/studio";

export type Cast = {
  account: ActorAccount;
  admin: MemberActor;
  editor: MemberActor;
  viewer: MemberActor;
  guests: MemberActor[];
};

async function makeCast(): Promise<Cast> {
  const account = await makeAccount();
  const join = (role: string) => joinAccount(account, { role });
  return {
    account,
    admin: await join("account_administrator"),
    editor: await join("media_library_full_access"),
    viewer: await join("media_library_view_only_access"),
    guests: [
      await join("media_library_restricted_access"),
      await join("media_library_restricted_access"),
      await join("media_library_restricted_access"),
    ],
  };
}

/** The rank that an actor of the cast has on a thing, by the model. */
const rankFor = (cast: Cast, model: MediaModel, actor: Actor, id: string) =>
  actor === cast.editor ? 3 : actor === cast.viewer ? 1 : model.rank(actor.memberId ?? "", id);

async function clock(): Promise<Date> {
  const [row] = await systemDb().execute<{ now: string }>(
    sql`select date_trunc('milliseconds', clock_timestamp()) as now`,
  );
  return new Date(row?.now ?? Number.NaN);
}

type Step = readonly [verb: number, who: number, what: number, where: number, level: number];

/** What the model said at a moment: for each thing who of the guests reached it, and whether it lay in the trash. */
type Moment = { at: Date; things: Map<string, { ranks: Map<string, number>; inTrash: boolean }> };

export class World {
  model = new MediaModel();
  count = 0;
  moments: Moment[] = [];

  constructor(readonly cast: Cast) {}

  /** Keeps what is true now, and goes on once the database's clock shows another millisecond. */
  async remember(): Promise<void> {
    const { model, cast } = this;
    const at = await clock();
    while ((await clock()) <= at);
    const things = [...model.things.keys()].map((id) => {
      const ranks = new Map(cast.guests.map(({ memberId }) => [memberId, model.rank(memberId, id)]));
      return [id, { ranks, inTrash: model.inTrash(id) }] as const;
    });
    this.moments.push({ at, things: new Map(things) });
  }

  async putFile(parent: string, owner: string | null): Promise<void> {
    const name = `file ${this.count++}`;
    const id = await putFile(this.cast.account, name, { in: parent, owner });
    await storeBytesOf(id);
    this.model.things.set(id, { kind: "file", name, parent, owner, deleted: false });
  }

  /** Does what the numbers say, as whoever they say, and expects the decision that the model takes. */
  async take([verb, who, what, where, level]: Step): Promise<void> {
    const { model, cast } = this;
    const actor = pick([cast.editor, cast.editor, cast.editor, cast.editor, cast.viewer, ...cast.guests], who);
    const item = pick(model.of(what % 3 === 0 ? "folder" : "file"), what);
    const folder = pick(model.of("folder"), where);
    const collection = pick(model.of("collection"), where);
    const grantee = pick([...cast.guests.map(({ memberId }) => memberId), ...model.groups.keys()], where);
    const may = (id: string, rank: number) => rankFor(cast, model, actor, id) >= rank && !model.inTrash(id);
    const selection = {
      fileIds: item.startsWith("fil") ? [item] : [],
      folderIds: item.startsWith("fld") ? [item] : [],
    };

    switch (verb % 10) {
      case 0: {
        const name = `folder ${this.count++}`;
        const parentId = where % 5 === 0 ? null : folder;
        const allowed = parentId === null ? actor === cast.editor : may(parentId, 2);
        const made = await decide(() => createFolder(actor, { name, parentId }), allowed);
        if (made)
          model.things.set(made.id, { kind: "folder", name, parent: parentId, owner: actor.memberId, deleted: false });
        break;
      }
      case 1: {
        await this.putFile(folder, level % 2 === 0 ? actor.memberId : null);
        break;
      }
      case 2:
      case 3: {
        const shared = level % 4 === 0 ? collection : item;
        const wanted = level % 5 === 0 ? null : (LEVELS[level % 3] as Level);
        const allowed = may(shared, 3);
        const done = await decide(() => setShares(actor, share(shared, grantee, wanted)), allowed);
        if (!done) break;
        if (wanted) model.shares.set(`${shared} ${grantee}`, wanted);
        else model.shares.delete(`${shared} ${grantee}`);
        break;
      }
      case 4:
      case 9: {
        const target = where % 6 === 0 ? null : folder;
        const allowedThere = target === null ? actor === cast.editor : may(target, 3);
        const moved = await decide(() => moveItems(actor, { ...selection, toId: target, clash: "skip" }), allowedThere);
        const intoItself = target !== null && model.upwards(target).includes(item);
        const expected = may(item, 3) && !intoItself && model.get(item).parent !== target;
        if (!moved) break;
        assert.equal(moved.outcomes[0]?.outcome === "changed", expected);
        if (expected) model.get(item).parent = target;
        break;
      }
      case 5: {
        const { outcomes } = await deleteItems(actor, selection);
        const expected = may(item, 3);
        assert.equal(outcomes[0]?.outcome === "changed", expected);
        if (expected) model.get(item).deleted = true;
        break;
      }
      case 6: {
        const gone = pick(
          [...model.things].filter(([, thing]) => thing.deleted).map(([id]) => id),
          what,
        );
        if (!gone) break;
        const { parent } = model.get(gone);
        const expected = rankFor(cast, model, actor, gone) >= 3 && (parent === null || !model.inTrash(parent));
        const restored = {
          fileIds: gone.startsWith("fil") ? [gone] : [],
          folderIds: gone.startsWith("fld") ? [gone] : [],
        };
        const { outcomes } = await restoreItems(actor, restored);
        assert.equal(outcomes[0]?.outcome === "changed", expected);
        if (expected) model.get(gone).deleted = false;
        break;
      }
      case 7: {
        const file = pick(model.of("file"), what);
        const adds = level % 2 === 0;
        const change = () => (adds ? addFiles : removeFiles)(actor, { collectionId: collection, fileIds: [file] });
        const done = await decide(change, may(collection, adds ? 2 : 3));
        if (!done) break;
        const contents = model.contents.get(collection) as Set<string>;
        const expected = may(file, adds ? 2 : 1) && contents.has(file) !== adds;
        assert.equal(done.outcomes[0]?.outcome === "changed", expected);
        if (expected) contents[adds ? "add" : "delete"](file);
        break;
      }
      default: {
        const groupId = pick([...model.groups.keys()], where);
        const memberIds = cast.guests.map(({ memberId }) => memberId).filter((_, i) => (level >> i) % 2 === 1);
        await setGroupMembers(cast.admin, { groupId, memberIds });
        model.groups.set(groupId, new Set(memberIds));
      }
    }
  }
}

const pick = <T>(from: readonly T[], n: number) => from[n % from.length] as T;

export const asItem = (id: string) =>
  id.startsWith("fil") ? { fileId: id } : id.startsWith("fld") ? { folderId: id } : { collectionId: id };

const share = (itemId: string, granteeId: string, level: Level | null) => ({
  item: asItem(itemId),
  shares: [{ grantee: granteeId.startsWith("grp") ? { groupId: granteeId } : { memberId: granteeId }, level }],
});

/** The answer of an allowed command; null once the command refused what the model refuses as well. */
async function decide<T>(command: () => Promise<T>, allowed: boolean): Promise<T | null> {
  const answer = await command().catch((error: unknown) => {
    if (error instanceof AppError && !allowed) return null;
    throw error;
  });
  assert.equal(answer !== null, allowed);
  return answer;
}

/** How many numbers a layout takes. */
export const LAYOUT = 40;

/** A tree with files in it, groups, collections and shares, as the numbers say. */
export async function startWorld(layout: readonly number[]): Promise<World> {
  const numbers = layout.values();
  const next = () => numbers.next().value ?? 0;
  const cast = await makeCast();
  const world = new World(cast);
  const { model } = world;
  const people = cast.guests.map(({ memberId }) => memberId);
  const owners = [null, null, ...people];

  for (const name of ["Press", "Agency"]) {
    const memberIds = people.filter((_, i) => (next() >> i) % 2 === 1);
    const { id } = await createGroup(cast.admin, { name, description: "", memberIds });
    model.groups.set(id, new Set(memberIds));
  }
  for (let made = 0; made < 7; made++) {
    const parent = made === 0 ? null : pick(model.of("folder").slice(-3), next());
    const owner = pick(owners, next() >> 2);
    const name = `folder ${world.count++}`;
    const id = await putFolder(cast.account, name, { in: parent, owner });
    model.things.set(id, { kind: "folder", name, parent, owner, deleted: false });
  }
  for (let made = 0; made < 6; made++) await world.putFile(pick(model.of("folder"), next()), null);
  for (const owner of [null, pick(people, next())]) {
    const files = model.of("file").filter(() => next() % 3 === 0);
    const name = `collection ${owner}`;
    const id = await putCollection(cast.account, name, { owner, files });
    model.things.set(id, { kind: "collection", name, parent: null, owner, deleted: false });
    model.contents.set(id, new Set(files));
  }
  const things = [...model.things.keys()];
  for (const grantee of [...people, ...model.groups.keys()]) {
    const thing = pick(things, next());
    const level = pick(LEVELS, next());
    await putShare(cast.account, thing, grantee, level);
    model.shares.set(`${thing} ${grantee}`, level);
  }
  return world;
}
