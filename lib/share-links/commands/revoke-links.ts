import "server-only";
import { and, eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { isCurrent } from "@/db/schema/columns";
import { shareLinkRevocations, shareLinks } from "@/db/schema/shares";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, refuseIf } from "@/lib/errors";
import type { Links } from "@/lib/share-links/input";
import { type LinkForChange, linkForChange } from "@/lib/share-links/queries/link-for-change";
import { mediaSettingsOf } from "@/lib/share-links/queries/settings";
import { endOnceRestored, whyNotRestorable, whyNotSettings } from "@/lib/share-links/rules/link";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

type LinkOutcome = { linkId: string; outcome: "changed" | "unchanged" | "refused"; reason: string | null };

/** `changed`: the links with which the opposite change takes it back. */
type LinksChanged = { outcomes: LinkOutcome[]; changed: string[] };

/** From the next request on nobody opens anything by them, pictures that are on a page already included. */
export const revokeLinks = (actor: Actor, { linkIds }: Links): Promise<LinksChanged> =>
  forEachLink(actor, "shareLinks.revoke", linkIds, async (tx, turn, link) => {
    if (link.isRevoked) return false;
    await tx.insert(shareLinkRevocations).values({ ...turn.begun, id: newId("shareLinkRevocation"), linkId: link.id });
    await record(tx, turn, "shareLinks.revoke", link, { after: { status: "revoked" } });
    return true;
  });

/**
 * The address works as before. One that has also expired does so without an end, or as long as the account lets links
 * last, until somebody sets another.
 */
export const restoreLinks = (actor: Actor, { linkIds }: Links): Promise<LinksChanged> =>
  forEachLink(actor, "shareLinks.edit", linkIds, async (tx, turn, link) => {
    const revocation = await revocationOf(tx, turn, link);
    const expired = link.expiresAt !== null && link.expiresAt <= turn.now ? link.expiresAt : null;
    const since = [revocation?.startedAt, expired].filter((time) => time instanceof Date);
    if (since.length === 0) return false;
    refuseIf(whyNotRestorable(since, turn.now));
    const rules = await mediaSettingsOf(tx, turn.account.id);
    const expiresAt = endOnceRestored(link, rules, turn.now);
    const { startsAt, passcodeHash } = link;
    refuseIf(whyNotSettings({ startsAt, expiresAt, hasPasscode: passcodeHash !== null }, rules, turn.now));
    const r = shareLinkRevocations;
    if (revocation)
      await tx
        .update(r)
        .set(turn.ended("restored"))
        .where(and(eq(r.accountId, turn.account.id), eq(r.id, revocation.id)));
    await tx
      .update(shareLinks)
      .set({ expiresAt })
      .where(and(eq(shareLinks.accountId, turn.account.id), eq(shareLinks.id, link.id)));
    await record(tx, turn, "shareLinks.edit", link, {
      before: { status: revocation ? "revoked" : "expired", expiresAt: link.expiresAt },
      after: { status: "active", expiresAt },
    });
    return true;
  });

async function forEachLink(
  actor: Actor,
  operation: "shareLinks.edit" | "shareLinks.revoke",
  linkIds: readonly string[],
  run: (tx: Tx, turn: Turn, link: LinkForChange) => Promise<boolean>,
): Promise<LinksChanged> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, operation);
    const outcomes: LinkOutcome[] = [];
    for (const linkId of new Set(linkIds)) {
      try {
        const changed = await run(tx, turn, await linkForChange(tx, turn, operation, linkId));
        outcomes.push({ linkId, outcome: changed ? "changed" : "unchanged", reason: null });
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        outcomes.push({ linkId, outcome: "refused", reason: error.message });
      }
    }
    return {
      outcomes,
      changed: outcomes.filter(({ outcome }) => outcome === "changed").map(({ linkId }) => linkId),
    };
  });
}

async function revocationOf(tx: Tx, turn: Turn, { id }: LinkForChange) {
  const r = shareLinkRevocations;
  const [row] = await tx
    .select({ id: r.id, startedAt: r.startedAt })
    .from(r)
    .where(and(eq(r.accountId, turn.account.id), eq(r.linkId, id), isCurrent(r)));
  return row;
}

const record = (
  tx: Tx,
  turn: Turn,
  operation: "shareLinks.edit" | "shareLinks.revoke",
  { id, itemName }: LinkForChange,
  change: { before?: object; after?: object },
) => recordAudit(tx, turn.actor, operation, { kind: "share_link", id, name: itemName }, change);
