import type { Tx } from "@/db/client";
import { type AppError, type ErrorCode, notFound } from "@/lib/errors";
import { administratorsOf } from "@/lib/users/queries/holders";
import type { Turn } from "@/lib/users/queries/lock-account";
import { type MemberForChange, membersForChange } from "@/lib/users/queries/member-for-change";
import { obstacle, type UserVerb } from "@/lib/users/rules";

/** What becomes of one person in a change of many; nobody's name is told who is not in the account. */
export type Outcome = {
  memberId: string;
  name: string | null;
  outcome: "changed" | "unchanged" | "refused";
  /** Of a refusal, as is its code. */
  reason: string | null;
  code: ErrorCode | null;
};

type Question = {
  verb: UserVerb;
  /** There is nothing to do for this person. */
  isDone: (member: MemberForChange) => boolean;
  /** After the change they are an administrator for good, as before it. */
  staysAdministrator?: (member: MemberForChange) => boolean;
};

/**
 * Judges one change of many people, each as if those before had been changed already: whoever cannot be is refused with
 * the reason, and the others are to be changed.
 */
export async function judgeEach(
  tx: Tx,
  turn: Turn,
  memberIds: readonly string[],
  { verb, isDone, staysAdministrator = () => false }: Question,
): Promise<{ outcomes: Outcome[]; toChange: MemberForChange[] }> {
  const members = await membersForChange(tx, turn.account.id, memberIds);
  const administrators = new Set(await administratorsOf(tx, turn.account.id));
  const toChange: MemberForChange[] = [];
  const judge = (member: MemberForChange): AppError | "done" | null => {
    if (isDone(member)) return "done";
    const refused = obstacle(verb, { actor: turn.actor, plan: turn.account.plan, administrators }, member);
    if (refused) return refused;
    toChange.push(member);
    if (!staysAdministrator(member)) administrators.delete(member.id);
    return null;
  };
  const outcomes = memberIds.map((memberId): Outcome => {
    const member = members.get(memberId);
    const verdict = member ? judge(member) : notFound("person");
    const about = { memberId, name: member?.name ?? null };
    if (verdict === null) return { ...about, outcome: "changed", reason: null, code: null };
    if (verdict === "done") return { ...about, outcome: "unchanged", reason: null, code: null };
    return { ...about, outcome: "refused", reason: verdict.message, code: verdict.code };
  });
  return { outcomes, toChange };
}
