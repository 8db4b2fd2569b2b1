import type { Tx } from "@/db/client";
import { notFound } from "@/lib/errors";
import { administratorsOf } from "@/lib/users/queries/holders";
import type { Turn } from "@/lib/users/queries/lock-account";
import { type MemberForChange, membersForChange } from "@/lib/users/queries/member-for-change";
import { obstacle, type UserVerb } from "@/lib/users/rules";

/** What became of one person in a change of many; nobody's name is told who is not in the account. */
export type Outcome = {
  memberId: string;
  name: string | null;
  outcome: "changed" | "unchanged" | "refused";
  /** Of a refusal. */
  reason: string | null;
};

type Step = {
  verb: UserVerb;
  /** There is nothing to do for this person. */
  isDone: (member: MemberForChange) => boolean;
  run: (member: MemberForChange) => Promise<unknown>;
};

/** Does one thing to many people: whoever cannot be changed is refused with the reason, and the others are changed. */
export async function forEachMember(
  tx: Tx,
  turn: Turn,
  memberIds: readonly string[],
  { verb, isDone, run }: Step,
): Promise<Outcome[]> {
  const members = await membersForChange(tx, turn.account.id, memberIds);
  let administrators = await administratorsOf(tx, turn.account.id);
  const outcomes: Outcome[] = [];
  for (const memberId of memberIds) {
    const member = members.get(memberId);
    const name = member?.name ?? null;
    if (member && isDone(member)) {
      outcomes.push({ memberId, name, outcome: "unchanged", reason: null });
      continue;
    }
    const refused = member
      ? obstacle(verb, { actor: turn.actor, plan: turn.account.plan, administrators }, member)
      : notFound("person");
    if (member && !refused) {
      await run(member);
      if (administrators.has(memberId)) administrators = await administratorsOf(tx, turn.account.id);
    }
    outcomes.push({ memberId, name, outcome: refused ? "refused" : "changed", reason: refused?.message ?? null });
  }
  return outcomes;
}

export const changedIn = (outcomes: readonly Outcome[]): string[] =>
  outcomes.filter(({ outcome }) => outcome === "changed").map(({ memberId }) => memberId);
