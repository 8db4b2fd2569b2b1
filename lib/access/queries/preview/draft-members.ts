import type { Proposal } from "@/lib/access/input";
import { type Asked, type Draft, NO_CHANGE, type Refusal, refusedWith } from "@/lib/access/queries/preview/draft";
import { NO_ACCESS } from "@/lib/access/rules/consequences";
import { listKeysOf } from "@/lib/api-keys/queries/keys-of";
import { findOwner } from "@/lib/api-keys/queries/owner";
import { whyNotTakeOver } from "@/lib/api-keys/rules/ownership";
import { AppError, notFound } from "@/lib/errors";
import type { Access } from "@/lib/permissions/access";
import { findRole } from "@/lib/users/queries/access";
import { accessAfter, accessChangeFor, judgeAccessChange } from "@/lib/users/queries/access-change";
import { administratorsOf } from "@/lib/users/queries/holders";
import { memberForChange, type MemberForChange, membersForChange } from "@/lib/users/queries/member-for-change";
import { type Administrators, isLastingAdministrator, obstacle, type UserVerb } from "@/lib/users/rules";

type Of<K extends Proposal["kind"]> = Extract<Proposal, { kind: K }>;

/** What `changeAccess` would do. */
export async function draftAccess(asked: Asked, { memberId, roleId, grants }: Of<"access">): Promise<Draft> {
  const { tx, actor, plan, now } = asked;
  const member = await memberForChange(tx, actor.account.id, memberId);
  const change = await accessChangeFor(tx, { account: actor.account, now }, member, { memberId, roleId, grants });
  if (!change) return NO_CHANGE;
  const administrators = await administratorsOf(tx, actor.account.id);
  const refused =
    obstacle("edit", { actor, plan, administrators }, member) ?? judgeAccessChange(actor, plan, change).refused;
  if (refused) return refusedWith(refused, member);
  return { people: [changeOf(member, accessAfter(member, change))], refusals: [] };
}

/** What `changeRoles` would do. */
export async function draftRoles(asked: Asked, { memberIds, roleId }: Of<"roles">): Promise<Draft> {
  const { tx, actor, plan } = asked;
  const role = roleId === null ? null : await findRole(tx, actor.account.id, roleId);
  const { refused } = judgeAccessChange(actor, plan, { role, begin: [], end: [], keep: [] });
  if (refused) return refusedWith(refused);
  return draftEach(asked, "edit", memberIds, {
    isDone: (member) => (member.role?.id ?? null) === roleId,
    after: (member) => accessAfter(member, { role, begin: [], end: [], keep: member.grants }),
  });
}

/** What `suspendUsers` and `reactivateUsers` would do. */
export const draftStatus = (asked: Asked, { kind, memberIds }: Of<"suspend" | "reactivate">): Promise<Draft> =>
  draftEach(asked, kind, memberIds, {
    isDone: (member) => member.suspended === (kind === "suspend"),
    after: (member) => ({ ...member.access, active: kind === "reactivate" }),
  });

/** What `removeUser` would do. */
export async function draftRemoval(asked: Asked, { memberId, keys }: Of<"remove">): Promise<Draft> {
  const { tx, actor, plan } = asked;
  const member = await memberForChange(tx, actor.account.id, memberId);
  const administrators = await administratorsOf(tx, actor.account.id);
  const refused =
    obstacle("remove", { actor, plan, administrators }, member) ??
    (keys === "revoke" ? null : await whyNotHandOver(asked, memberId, keys.handTo));
  if (refused) return refusedWith(refused, member);
  return {
    people: [changeOf(member, NO_ACCESS)],
    refusals: [],
    seatsFreed: 1,
    ...(keys !== "revoke" && { keysTo: keys.handTo }),
  };
}

async function whyNotHandOver({ tx, actor }: Asked, fromId: string, toId: string): Promise<AppError | null> {
  if (fromId === toId) return new AppError("conflict", "These keys belong to this person already.");
  const receiver = await findOwner(tx, actor.account.id, toId);
  const keys = await listKeysOf(tx, actor.account.id, fromId);
  return keys.map((key) => whyNotTakeOver(receiver, key)).find((refused) => refused !== null) ?? null;
}

type Step = { isDone: (member: MemberForChange) => boolean; after: (member: MemberForChange) => Access };

/** One after another, as the command does it: the last administrator may only be so once the others are changed. */
async function draftEach(
  { tx, actor, plan }: Asked,
  verb: UserVerb,
  memberIds: readonly string[],
  { isDone, after }: Step,
): Promise<Draft> {
  const members = await membersForChange(tx, actor.account.id, memberIds);
  let administrators = await administratorsOf(tx, actor.account.id);
  const people: Draft["people"] = [];
  const refusals: Refusal[] = [];
  for (const memberId of memberIds) {
    const member = members.get(memberId);
    if (member && isDone(member)) continue;
    const refused = member ? obstacle(verb, { actor, plan, administrators }, member) : notFound("person");
    if (refused) refusals.push({ memberId, name: member?.name ?? null, reason: refused.message });
    else if (member) {
      const change = changeOf(member, after(member));
      people.push(change);
      administrators = withChanged(administrators, member.id, change.after);
    }
  }
  return { people, refusals };
}

/** Whoever's administration has no end counts, as in `administratorsOf`. */
export function withChanged(administrators: Administrators, memberId: string, access: Access): Administrators {
  const changed = new Set(administrators);
  if (access.active && isLastingAdministrator(access)) changed.add(memberId);
  else changed.delete(memberId);
  return changed;
}

const changeOf = ({ id, name, access }: MemberForChange, after: Access) => ({ id, name, before: access, after });
