import "server-only";
import { eq, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import type { Proposal } from "@/lib/access/input";
import {
  type GroupLeft,
  groupsOfPeople,
  keysOfPeople,
  type PlanNumbers,
  planNumbers,
} from "@/lib/access/queries/preview/affected";
import { type Asked, type Draft, NO_CHANGE, type Refusal } from "@/lib/access/queries/preview/draft";
import { draftAccess, draftRemoval, draftRoles, draftStatus } from "@/lib/access/queries/preview/draft-members";
import { draftRole } from "@/lib/access/queries/preview/draft-role";
import {
  type KeyConsequence,
  keyConsequence,
  NO_ACCESS,
  type PersonConsequence,
  personConsequence,
} from "@/lib/access/rules/consequences";
import type { Actor } from "@/lib/actor";
import { type KeyCount, keysIn } from "@/lib/api-keys/queries/count-keys";
import { limitOf } from "@/lib/billing/rules";
import { notFound } from "@/lib/errors";
import type { Access } from "@/lib/permissions/access";
import { authorize } from "@/lib/permissions/can";
import { losesLibrary } from "@/lib/users/queries/access-change";
import { seatsIn } from "@/lib/users/queries/count-seats";
import { membersForChange } from "@/lib/users/queries/member-for-change";

/** All that a change would bring about; nothing of it has happened. */
export type Preview = {
  refusals: Refusal[];
  /** The first hundred by name of those who would change. */
  people: PersonConsequence[];
  peopleCount: number;
  keys: KeyConsequence[];
  leftGroups: GroupLeft[];
  /** As they would be afterwards. */
  seats: { used: number; limit: number };
  /** Of a change of plan alone: keys afterwards, and what the plan no longer offers of what is in use. */
  plan: (PlanNumbers & { keys: KeyCount }) | null;
};

const NAMED = 100;

/** What a change of access would do, judged and worked out by what its command uses, on the account of this moment. */
export async function previewChange(actor: Actor, proposal: Proposal): Promise<Preview> {
  authorize(actor, "access.preview");
  return withAccount(actor.account.id, async (tx) => {
    const [account] = await tx
      .select({
        plan: accounts.plan,
        seatLimit: accounts.seatLimit,
        keyLimit: accounts.keyLimit,
        now: sql<string>`now()`,
      })
      .from(accounts)
      .where(eq(accounts.id, actor.account.id));
    if (!account) throw notFound("account");
    const draft = await draftOf({ tx, actor, plan: account.plan, now: new Date(account.now) }, proposal);
    const seats = await seatsIn(tx, actor.account.id);
    const planned = proposal.kind === "plan" ? { ...account, plan: proposal.plan } : null;
    return {
      refusals: draft.refusals,
      people: draft.people.slice(0, NAMED).map(personConsequence),
      peopleCount: draft.people.length,
      keys: await keyConsequences(tx, actor, draft),
      leftGroups: await groupsLeft(tx, actor, draft),
      seats: { used: seats.used - (draft.seatsFreed ?? 0), limit: planned ? limitOf("seats", planned) : seats.limit },
      plan: planned && {
        ...(await planNumbers(tx, actor.account.id)),
        keys: { used: (await keysIn(tx, actor.account.id)).used, limit: limitOf("keys", planned) },
      },
    };
  });
}

function draftOf(asked: Asked, proposal: Proposal): Promise<Draft> | Draft {
  switch (proposal.kind) {
    case "access":
      return draftAccess(asked, proposal);
    case "roles":
      return draftRoles(asked, proposal);
    case "role":
      return draftRole(asked, proposal);
    case "suspend":
    case "reactivate":
      return draftStatus(asked, proposal);
    case "remove":
      return draftRemoval(asked, proposal);
    case "plan":
      return NO_CHANGE;
  }
}

async function keyConsequences(tx: Tx, actor: Actor, { people, keysTo }: Draft): Promise<KeyConsequence[]> {
  const byId = new Map(people.map((person) => [person.id, person]));
  const keys = await keysOfPeople(tx, actor.account.id, [...byId.keys()]);
  const receiver = keysTo === undefined ? null : await accessOfReceiver(tx, actor, keysTo);
  return keys.flatMap((key) => {
    const owner = byId.get(key.ownerId);
    return (owner && keyConsequence(key, owner.before, receiver ?? owner.after)) ?? [];
  });
}

async function accessOfReceiver(tx: Tx, actor: Actor, memberId: string): Promise<Access> {
  const found = await membersForChange(tx, actor.account.id, [memberId]);
  return found.get(memberId)?.access ?? NO_ACCESS;
}

const groupsLeft = (tx: Tx, actor: Actor, { people }: Draft): Promise<GroupLeft[]> =>
  groupsOfPeople(
    tx,
    actor.account.id,
    people.filter(({ before, after }) => after === NO_ACCESS || losesLibrary(before, after)).map(({ id }) => id),
  );
