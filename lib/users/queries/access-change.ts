import type { Tx } from "@/db/client";
import type { Actor, Plan } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import type { Access, Source } from "@/lib/permissions/access";
import { holds, type Permission } from "@/lib/permissions/permissions";
import type { ChangeAccess } from "@/lib/users/input";
import { findRole, grantSource, heldBy } from "@/lib/users/queries/access";
import type { Grant, MemberForChange } from "@/lib/users/queries/member-for-change";
import { whyNotGive, whyNotRole } from "@/lib/users/rules";

/** The difference between what a member has and what they shall have. `role` is absent where it stays. */
export type AccessChange = { role?: Source | null; begin: Grant[]; end: Permission[]; keep: Grant[] };

/** Null where everything stays. @throws not found for the role, invalid for a grant that would be over already */
export async function accessChangeFor(
  tx: Tx,
  { account, now }: { account: { id: string }; now: Date },
  member: MemberForChange,
  { roleId, grants }: ChangeAccess,
): Promise<AccessChange | null> {
  const wanted = (grants ?? member.grants).map(({ permission, expiresAt }) => ({
    permission,
    expiresAt: expiresAt ?? null,
  }));
  const keep = wanted.filter((grant) => member.grants.some((present) => isSame(present, grant)));
  const begin = wanted.filter((grant) => !keep.includes(grant));
  const end = member.grants
    .filter((present) => !keep.some((grant) => isSame(present, grant)))
    .map((one) => one.permission);
  if (begin.some(({ expiresAt }) => expiresAt !== null && expiresAt <= now)) throw alreadyOver();
  if (roleId === undefined || roleId === (member.role?.id ?? null))
    return begin.length + end.length > 0 ? { begin, end, keep } : null;
  return { role: roleId === null ? null : await findRole(tx, account.id, roleId), begin, end, keep };
}

/** What the member has once the change is made. */
export function accessAfter({ access, grants }: MemberForChange, { role, begin, keep }: AccessChange): Access {
  const roles = role === undefined ? access.sources.filter(({ kind }) => kind === "role") : role ? [role] : [];
  const idOf = (kept: Grant) => grants.find(({ permission }) => permission === kept.permission)?.id ?? "";
  const single = [
    ...keep.map((grant) => grantSource({ ...grant, id: idOf(grant) })),
    ...begin.map((grant) => grantSource({ ...grant, id: "" })),
  ];
  return { active: access.active, sources: [...roles, ...single] };
}

/** The operation that the change is, and why it cannot be made, or null. */
export function judgeAccessChange(actor: Actor, plan: Plan, { role, begin }: AccessChange) {
  const operation = role === undefined ? "grants.edit" : "users.edit";
  const given = [...(role?.permissions ?? []), ...begin.map(({ permission }) => permission)];
  const refused = whyNotGive(actor, operation, given) ?? (role ? whyNotRole(plan, operation, role.id) : null);
  return { operation, refused } as const;
}

/** Group memberships stand for shared media: they end with the last permission that opens the library. */
export const losesLibrary = (before: Access, after: Access) => opensLibrary(before) && !opensLibrary(after);

const opensLibrary = (access: Access) => holds(heldBy(access), "media_shared");

const isSame = (one: Grant, other: Grant) =>
  one.permission === other.permission && one.expiresAt?.getTime() === other.expiresAt?.getTime();

const alreadyOver = () => {
  const message = "This time is over. Choose a later one, or none.";
  return new AppError("invalid", message, { fields: [{ path: "grants", message }] });
};
