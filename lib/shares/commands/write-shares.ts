import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { groups, members } from "@/db/schema/members";
import { shares } from "@/db/schema/shares";
import { recordAuditOfEach } from "@/lib/audit/commands";
import { AppError, notFound } from "@/lib/errors";
import { requireGroups } from "@/lib/groups/rules";
import { inBatches } from "@/lib/in-batches";
import type { FoundItem } from "@/lib/media/queries/find-item";
import type { Level } from "@/lib/permissions/operations";
import { type Grantee, idOfGrantee, SHARING } from "@/lib/shares/input";
import type { Turn } from "@/lib/users/queries/lock-account";

/** What somebody has of a thing. `level` null: nothing. */
export type Given = { grantee: Grantee; level: Level | null; expiresAt: Date | null };

/** What somebody is to have of a thing; what is left out stays as it is. */
type Wanted = { grantee: Grantee } & Partial<Given>;

/** `before`: what those had for whom something changes. */
export type ShareChange = { item: FoundItem; before: Given[]; begun: Given[]; endedIds: string[] };

type Present = { id: string; itemId: string; granteeId: string; level: Level; expiresAt: Date | null };

/** Those who are named, and what they have of the things now. */
export type Standing = { names: Map<string, string>; present: Map<string, Present> };

const keyOf = (itemId: string, granteeId: string) => `${itemId} ${granteeId}`;

export async function readStanding(
  tx: Tx,
  turn: Turn,
  itemIds: readonly string[],
  wanted: readonly Wanted[],
): Promise<Standing> {
  const granteeIds = [...new Set(wanted.map(({ grantee }) => idOfGrantee(grantee)))];
  const [names, present] = await Promise.all([
    namesOf(tx, turn, granteeIds),
    presentShares(tx, turn, itemIds, granteeIds),
  ]);
  return { names, present: new Map(present.map((row) => [keyOf(row.itemId, row.granteeId), row])) };
}

/** What becomes of the shares of one thing. @throws AppError `not_found` for someone who is not in the account */
export function shareChange(
  turn: Turn,
  { names, present }: Standing,
  item: FoundItem,
  wanted: readonly Wanted[],
): ShareChange {
  const change: ShareChange = { item, before: [], begun: [], endedIds: [] };
  for (const { grantee, ...one } of wanted) {
    const former = present.get(keyOf(item.id, idOfGrantee(grantee)));
    const before = givenBy(turn, grantee, former);
    const level = one.level === undefined ? before.level : one.level;
    const expiresAt = level === null ? null : one.expiresAt === undefined ? before.expiresAt : one.expiresAt;
    if (expiresAt !== null && expiresAt <= turn.now) throw alreadyOver();
    if (before.level === level && before.expiresAt?.getTime() === expiresAt?.getTime()) continue;
    if (former) change.endedIds.push(former.id);
    if (level !== null) {
      if (!names.has(idOfGrantee(grantee))) throw notFound("groupId" in grantee ? "group" : "person");
      if ("groupId" in grantee) requireGroups(turn.account.plan, SHARING[item.kind]);
      change.begun.push({ grantee, level, expiresAt });
    }
    change.before.push(before);
  }
  return change;
}

/** A share that has run out, and was not closed yet, gives nothing. */
function givenBy(turn: Turn, grantee: Grantee, share: Present | undefined): Given {
  if (!share || (share.expiresAt !== null && share.expiresAt <= turn.now))
    return { grantee, level: null, expiresAt: null };
  return { grantee, level: share.level, expiresAt: share.expiresAt };
}

/** Ends and begins the rows and records it. @returns the shares that began */
export async function writeShares(
  tx: Tx,
  turn: Turn,
  { names }: Standing,
  changes: readonly ShareChange[],
): Promise<{ id: string; granteeId: string }[]> {
  await endShares(
    tx,
    turn,
    changes.flatMap(({ endedIds }) => endedIds),
  );
  const begun = await beginShares(tx, turn, changes);
  const told = (all: readonly Given[]) => ({
    shares: all
      .filter(({ level }) => level !== null)
      .map(({ grantee, level, expiresAt }) => ({
        name: `${names.get(idOfGrantee(grantee)) ?? "someone who has gone"}: ${level}`,
        ...(expiresAt && { expiresAt }),
      })),
  });
  for (const operation of ["media.share", "collections.share"] as const)
    await recordAuditOfEach(
      tx,
      turn.actor,
      operation,
      changes
        .filter(({ item, before }) => before.length > 0 && SHARING[item.kind] === operation)
        .map(({ item: { kind, id, name }, before, begun: after }) => ({
          kind,
          id,
          name,
          change: { before: told(before), after: told(after) },
        })),
    );
  return begun;
}

const column = { file: "fileId", folder: "folderId", collection: "collectionId" } as const;

async function beginShares(tx: Tx, turn: Turn, changes: readonly ShareChange[]) {
  const rows = changes.flatMap(({ item, begun }) =>
    begun.flatMap(({ grantee, level, expiresAt }) =>
      level === null
        ? []
        : [{ ...turn.begun, id: newId("share"), [column[item.kind]]: item.id, ...grantee, level, expiresAt }],
    ),
  );
  const begun: { id: string; granteeId: string }[] = [];
  for (const some of inBatches(rows))
    begun.push(...(await tx.insert(shares).values(some).returning({ id: shares.id, granteeId: shares.granteeId })));
  return begun;
}

/** One that has run out unnoticed ends when it ran out. */
async function endShares(tx: Tx, turn: Turn, ids: readonly string[]): Promise<void> {
  const { endedAt, ...stamp } = turn.ended("changed");
  for (const some of inBatches(ids))
    await tx
      .update(shares)
      .set({ ...stamp, endedAt: sql`least(${shares.expiresAt}, ${endedAt.toISOString()}::timestamptz)` })
      .where(and(eq(shares.accountId, turn.account.id), inArray(shares.id, some)));
}

/** Those that have not ended, also where they have run out: a new one takes their place. */
const presentShares = (
  tx: Tx,
  turn: Turn,
  itemIds: readonly string[],
  granteeIds: readonly string[],
): Promise<Present[]> =>
  tx
    .select({
      id: shares.id,
      itemId: shares.itemId,
      granteeId: shares.granteeId,
      level: shares.level,
      expiresAt: shares.expiresAt,
    })
    .from(shares)
    .where(
      and(
        eq(shares.accountId, turn.account.id),
        inArray(shares.granteeId, [...granteeIds]),
        inArray(shares.itemId, [...itemIds]),
        isNull(shares.endedAt),
      ),
    );

/** The names of those who are in the account. */
async function namesOf(tx: Tx, turn: Turn, ids: string[]): Promise<Map<string, string>> {
  const account = turn.account.id;
  const [people, teams] = await Promise.all([
    tx
      .select({ id: members.id, name: members.name })
      .from(members)
      .where(and(eq(members.accountId, account), inArray(members.id, ids), isNull(members.endedAt))),
    tx
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(and(eq(groups.accountId, account), inArray(groups.id, ids), isNull(groups.endedAt))),
  ]);
  return new Map([...people, ...teams].map(({ id, name }) => [id, name]));
}

const alreadyOver = () => {
  const message = "This time is over. Choose a later one, or none.";
  return new AppError("invalid", message, { fields: [{ path: "expiresAt", message }] });
};
