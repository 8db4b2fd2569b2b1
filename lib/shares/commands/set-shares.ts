import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { groups, members } from "@/db/schema/members";
import { shares } from "@/db/schema/shares";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, notFound } from "@/lib/errors";
import { requireGroups } from "@/lib/groups/rules";
import { findItemFor, type FoundItem } from "@/lib/media/queries/find-item";
import { type Grantee, idOfGrantee, type SetShares, sharingOf } from "@/lib/shares/input";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** `before` is the input that takes the change back. `shares`: what those who were named have now. */
type SharesSet = {
  changed: boolean;
  before: SetShares;
  shares: { id: string; granteeId: string }[];
};

/**
 * Gives people and groups a level on a thing, changes it or takes it back, from the next click on. What they reach
 * through folders above or through collections stays.
 */
export async function setShares(actor: Actor, { item, shares: wanted }: SetShares): Promise<SharesSet> {
  const operation = sharingOf(item);
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, operation);
    const found = await findItemFor(tx, turn.actor, operation, item);
    return writeShares(tx, turn, found, { item, shares: wanted });
  });
}

/** Begins and ends the rows and records it, for whoever may share this thing. */
export async function writeShares(
  tx: Tx,
  turn: Turn,
  found: FoundItem,
  { item, shares: wanted }: SetShares,
): Promise<SharesSet> {
  const grantees = wanted.map(({ grantee }) => grantee);
  const [names, present] = await Promise.all([
    namesOf(tx, turn, grantees),
    presentShares(tx, turn, found.id, grantees.map(idOfGrantee)),
  ]);
  const change = { begin: [] as SetShares["shares"], end: [] as string[], before: [] as SetShares["shares"] };
  for (const one of wanted) {
    const former = present.get(idOfGrantee(one.grantee));
    const expiresAt = one.expiresAt ?? null;
    if (expiresAt !== null && expiresAt <= turn.now) throw alreadyOver();
    if (
      (former?.level ?? null) === one.level &&
      (former?.expiresAt?.getTime() ?? null) === (expiresAt?.getTime() ?? null)
    )
      continue;
    if (former) change.end.push(former.id);
    if (one.level !== null) {
      if (!names.has(idOfGrantee(one.grantee))) throw notFound("groupId" in one.grantee ? "group" : "person");
      if ("groupId" in one.grantee) requireGroups(turn.account.plan, sharingOf(item));
      change.begin.push({ ...one, expiresAt });
    }
    change.before.push({ grantee: one.grantee, level: former?.level ?? null, expiresAt: former?.expiresAt ?? null });
  }
  await endShares(tx, turn, change.end);
  const begun = await beginShares(tx, turn, found, change.begin);
  const told = (all: SetShares["shares"]) => ({
    shares: all
      .filter(({ level }) => level !== null)
      .map(({ grantee, level, expiresAt }) => ({
        name: `${names.get(idOfGrantee(grantee)) ?? "someone who has gone"}: ${level}`,
        ...(expiresAt && { expiresAt }),
      })),
  });
  if (change.before.length > 0)
    await recordAudit(
      tx,
      turn.actor,
      sharingOf(item),
      { kind: found.kind, id: found.id, name: found.name },
      { before: told(change.before), after: told(change.begin) },
    );
  return { changed: change.before.length > 0, before: { item, shares: change.before }, shares: begun };
}

const column = { file: "fileId", folder: "folderId", collection: "collectionId" } as const;

async function beginShares(tx: Tx, turn: Turn, { kind, id: itemId }: FoundItem, wanted: SetShares["shares"]) {
  const rows = wanted.flatMap(({ grantee, level, expiresAt }) =>
    level === null ? [] : [{ ...turn.begun, id: newId("share"), [column[kind]]: itemId, ...grantee, level, expiresAt }],
  );
  if (rows.length === 0) return [];
  return tx.insert(shares).values(rows).returning({ id: shares.id, granteeId: shares.granteeId });
}

/** One that has run out unnoticed ends when it ran out. */
async function endShares(tx: Tx, turn: Turn, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const { endedAt, ...stamp } = turn.ended("changed");
  await tx
    .update(shares)
    .set({ ...stamp, endedAt: sql`least(${shares.expiresAt}, ${endedAt.toISOString()}::timestamptz)` })
    .where(and(eq(shares.accountId, turn.account.id), inArray(shares.id, ids)));
}

/** Those that have not ended, also where they have run out: a new one takes their place. */
async function presentShares(tx: Tx, turn: Turn, itemId: string, granteeIds: string[]) {
  const rows = await tx
    .select({ id: shares.id, granteeId: shares.granteeId, level: shares.level, expiresAt: shares.expiresAt })
    .from(shares)
    .where(
      and(
        eq(shares.accountId, turn.account.id),
        inArray(shares.granteeId, granteeIds),
        eq(shares.itemId, itemId),
        isNull(shares.endedAt),
      ),
    );
  return new Map(rows.map((row) => [row.granteeId, row]));
}

/** The names of those who are in the account. */
async function namesOf(tx: Tx, turn: Turn, grantees: readonly Grantee[]): Promise<Map<string, string>> {
  const ids = grantees.map(idOfGrantee);
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
