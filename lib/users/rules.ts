import type { Actor, Plan } from "@/lib/actor";
import { PLANS } from "@/lib/billing/rules";
import { AppError } from "@/lib/errors";
import { formatList } from "@/lib/format";
import type { Access } from "@/lib/permissions/access";
import { canEver, refusal } from "@/lib/permissions/can";
import type { OperationId } from "@/lib/permissions/operations";
import { closureOf, listOf, type Permission, PERMISSIONS } from "@/lib/permissions/permissions";
import { isBuiltInRole, ROLES } from "@/lib/permissions/roles";

/** What can be done to a member, and the operation that allows it. */
export const USER_VERBS = {
  edit: "users.edit",
  suspend: "users.suspend",
  reactivate: "users.suspend",
  remove: "users.remove",
  endSessions: "users.endSessions",
} as const satisfies Record<string, OperationId>;

export type UserVerb = keyof typeof USER_VERBS;

/** What can be done to an invitation, pending or expired. */
export const INVITATION_VERBS = {
  edit: "users.invite",
  resend: "invitations.resend",
  copyLink: "invitations.resend",
  revoke: "invitations.revoke",
} as const satisfies Record<string, OperationId>;

export type InvitationVerb = keyof typeof INVITATION_VERBS;

/** Whether a row offers something, and if not, why. */
export type Verdict = { allowed: true; reason: null } | { allowed: false; reason: string };

export const verdictOf = (refused: AppError | null): Verdict =>
  refused ? { allowed: false, reason: refused.message } : { allowed: true, reason: null };

/**
 * The administrators who count: current, not suspended, and administrators without a date at which that ends. An
 * account must never be left to people whose access runs out.
 */
export type Administrators = ReadonlySet<string>;

/** Whether someone who is not suspended counts among them. */
export const isLastingAdministrator = ({ sources }: Access) =>
  sources.some(({ permissions, expiresAt }) => !expiresAt && permissions.includes("account_admin"));

export const isLastAdministrator = (administrators: Administrators, memberId: string) =>
  administrators.size === 1 && administrators.has(memberId);

/** What brings someone in or gives them more; taking away is open on every plan. */
const GIVING: ReadonlySet<UserVerb> = new Set(["edit", "reactivate"]);

/** What can end an administrator. */
const ENDING: ReadonlySet<UserVerb> = new Set(["edit", "suspend", "remove"]);

type Person = { id: string; name: string; suspended: boolean };

/** Why this verb cannot be done to this person, or null. Pages show it beforehand, commands throw it. */
export function obstacle(
  verb: UserVerb,
  { actor, plan, administrators }: { actor: Actor; plan: Plan; administrators: Administrators },
  person: Person,
): AppError | null {
  const operation = USER_VERBS[verb];
  if (!canEver(actor, operation)) return refusal(operation);
  if (person.id === actor.memberId) return ownRow(verb);
  if (GIVING.has(verb)) {
    const refused = withoutUserManagement(plan, operation);
    if (refused) return refused;
  }
  if (ENDING.has(verb) && isLastAdministrator(administrators, person.id)) return lastAdministrator(person.name);
  if (verb === "suspend" && person.suspended) return new AppError("conflict", `${person.name} is already suspended.`);
  if (verb === "reactivate" && !person.suspended) return new AppError("conflict", `${person.name} is not suspended.`);
  return null;
}

/** Why this verb cannot be done to an invitation, or null. */
export function invitationObstacle(
  verb: InvitationVerb,
  { actor, plan }: { actor: Actor; plan: Plan },
): AppError | null {
  const operation = INVITATION_VERBS[verb];
  if (!canEver(actor, operation)) return refusal(operation);
  return verb === "revoke" ? null : withoutUserManagement(plan, operation);
}

function ownRow(verb: UserVerb): AppError {
  const way: Partial<Record<UserVerb, string>> = {
    remove: "Leave the account on your profile.",
    endSessions: "End your sessions on your profile.",
  };
  return new AppError(
    "forbidden",
    `This is you, and nobody changes their own access. ${way[verb] ?? "Another administrator can."}`,
    { operation: USER_VERBS[verb], missingPermissions: [] },
  );
}

export const lastAdministrator = (name: string) =>
  new AppError(
    "conflict",
    `${name} is the last administrator whose access does not end. Make someone else an administrator first.`,
  );

/** On a plan without user management there is one administrator: the refusal names the way out. */
export const withoutUserManagement = (plan: Plan, operation: OperationId): AppError | null =>
  PLANS[plan].userManagement
    ? null
    : new AppError(
        "forbidden",
        `The ${PLANS[plan].label} plan is for one administrator. Change to Pro or Enterprise under Billing to work as a team.`,
        { operation, missingPermissions: [] },
      );

/** Nobody gives what they do not hold. The system holds everything. */
export function whyNotGive(actor: Actor, operation: OperationId, given: Iterable<Permission>): AppError | null {
  const lacking = actor.kind === "system" ? [] : listOf(closureOf(given) & ~actor.permissions);
  if (lacking.length === 0) return null;
  const labels = lacking.map((permission) => PERMISSIONS[permission].label).join(", ");
  return new AppError("forbidden", `Nobody gives what they do not hold: you lack ${labels}.`, {
    operation,
    missingPermissions: lacking,
  });
}

/** Whether the plan has this role. */
export function whyNotRole(plan: Plan, operation: OperationId, roleId: string): AppError | null {
  const restricted = isBuiltInRole(roleId) && "enterprise" in ROLES[roleId];
  if (!restricted || PLANS[plan].restrictedRole) return null;
  return new AppError("forbidden", `The role ${ROLES[roleId].label} is part of the Enterprise plan.`, {
    operation,
    missingPermissions: [],
  });
}

/** Why the account's sign-in policy keeps this address out, or null. */
export function whyNotAddress({ emailDomains }: { emailDomains: readonly string[] }, email: string): string | null {
  if (emailDomains.length === 0 || emailDomains.some((domain) => email.endsWith(`@${domain}`))) return null;
  return `This account is open to addresses at ${formatList(emailDomains, "en", "disjunction")} only.`;
}

/** The same as a refusal, where nobody sees whose address it is about. */
export function keptOut(account: { emailDomains: readonly string[] }, email: string): AppError | null {
  const why = whyNotAddress(account, email);
  return why === null ? null : new AppError("conflict", `${email} cannot come in. ${why}`);
}

type Seats = { used: number; limit: number };

/** Whether so many more seats are free. */
export function whyNoSeats({ used, limit }: Seats, wanted: number): AppError | null {
  if (used + wanted <= limit) return null;
  const free = Math.max(0, limit - used);
  const are = free === 1 ? "1 is" : `${free} are`;
  return new AppError(
    "conflict",
    `${wanted} ${wanted === 1 ? "seat is" : "seats are"} needed and ${are} free of ${limit}. Remove someone, revoke an invitation, or get more seats under Billing.`,
  );
}

/** A role and single permissions, as one says it: "Developer, Billing and Purge". */
export const accessInWords = (role: string | null, permissions: readonly Permission[]): string =>
  formatList([...(role === null ? [] : [role]), ...permissions.map((id) => PERMISSIONS[id].label)], "en") ||
  "no permissions yet";
