import {
  closureOf,
  essenceOf,
  holds,
  isWithin,
  NOTHING,
  type Permission,
  type PermissionSet,
  setOf,
} from "@/lib/permissions/permissions";
import { inWords } from "./permission-words";

export type Grant = { permission: Permission; expiresAt: string | null };

/** A role and single permissions, as a member has them or shall have them. */
export type Given = { roleId: string | null; grants: Grant[] };

export type RoleChoice = {
  id: string;
  name: string;
  permissions: readonly Permission[];
  /** Why it cannot be given here; null: it can. */
  blocked: string | null;
};

/** What stands in the editor: the role to start from, what shall be switched on, and when single permissions end. */
export type Draft = {
  start: RoleChoice | null;
  /** Without what only Account Admin brings along, so that switching it off again shows what was there. */
  wanted: PermissionSet;
  saved: readonly Grant[];
  ends: Partial<Record<Permission, string>>;
};

const MEDIA_LEVELS = ["none", "shared", "browse", "edit"] as const;
export type MediaLevel = (typeof MEDIA_LEVELS)[number];

const MEDIA_PERMISSION = { shared: "media_shared", browse: "media_browse", edit: "media_edit" } as const;
const MEDIA = closureOf(["media_edit"]);
const ADMIN = setOf(["account_admin"]);

const roleSet = (role: RoleChoice | null) => closureOf(role?.permissions ?? []);

export function draftOf(given: Given, roles: readonly RoleChoice[]): Draft {
  const start = roles.find(({ id }) => id === given.roleId) ?? null;
  const granted = given.grants.map(({ permission }) => permission);
  // Of an administrator by role everything is on; of one by grant only what stands beside the grant.
  const beside = closureOf(granted.filter((permission) => permission !== "account_admin"));
  return {
    start,
    wanted: roleSet(start) | beside | setOf(granted),
    saved: given.grants,
    ends: Object.fromEntries(
      given.grants.flatMap(({ permission, expiresAt }) => (expiresAt ? [[permission, expiresAt]] : [])),
    ),
  };
}

/** Everything the person may do by this draft. */
export const effectiveOfDraft = ({ wanted }: Draft): PermissionSet =>
  holds(wanted, "account_admin") ? closureOf(["account_admin"]) : wanted;

/** The role stays only while everything it gives is wanted: there is no way to deny a part of it. */
export const roleOf = (draft: Draft): RoleChoice | null =>
  isWithin(roleSet(draft.start), effectiveOfDraft(draft)) ? draft.start : null;

/** What the draft means as a role and single permissions; grants that are still wanted stay as they are. */
export function givenBy(draft: Draft): Given {
  const role = roleOf(draft);
  const wanted = effectiveOfDraft(draft);
  const byRole = roleSet(role);
  const kept = draft.saved
    .map(({ permission }) => permission)
    .filter((permission) => isWithin(closureOf([permission]), wanted) && !holds(byRole, permission));
  const missing = wanted & ~byRole & ~closureOf(kept);
  const grants = [...kept, ...essenceOf(missing)].map((permission) => ({
    permission,
    expiresAt: draft.ends[permission] ?? null,
  }));
  return { roleId: role?.id ?? null, grants };
}

/** Equal for two accesses that are the same to the member, in whatever order they were given. */
export const signatureOf = ({ roleId, grants }: Given): string =>
  [roleId ?? "", ...grants.map(({ permission, expiresAt }) => `${permission} ${expiresAt ?? ""}`).toSorted()].join("|");

/** Starts from another role. Single permissions stay beside it, except those it gives anyway. */
export function startFrom(draft: Draft, role: RoleChoice | null): Draft {
  const beside = closureOf(givenBy(draft).grants.map(({ permission }) => permission));
  return { ...draft, start: role, wanted: roleSet(role) | beside };
}

/** Exactly the role, or nothing when there is none. */
export const resetToRole = (draft: Draft): Draft => ({ ...draft, wanted: roleSet(draft.start), ends: {} });

export function switchPermission(draft: Draft, permission: Permission, on: boolean): Draft {
  const bits = permission === "account_admin" ? ADMIN : closureOf([permission]);
  return on ? { ...draft, wanted: draft.wanted | bits } : without(draft, bits);
}

export const mediaLevelOf = (set: PermissionSet): MediaLevel =>
  MEDIA_LEVELS.findLast((level) => level !== "none" && holds(set, MEDIA_PERMISSION[level])) ?? "none";

export const mediaPermissionOf = (set: PermissionSet): Permission | null => {
  const level = mediaLevelOf(set);
  return level === "none" ? null : MEDIA_PERMISSION[level];
};

export function setMediaLevel(draft: Draft, level: MediaLevel): Draft {
  const kept = level === "none" ? NOTHING : closureOf([MEDIA_PERMISSION[level]]);
  const narrowed = without(draft, MEDIA & ~kept);
  return { ...narrowed, wanted: narrowed.wanted | kept };
}

/** When a single permission ends; null: never. */
export const endAt = (draft: Draft, permission: Permission, moment: string | null): Draft => ({
  ...draft,
  ends: { ...draft.ends, [permission]: moment ?? undefined },
});

function without(draft: Draft, bits: PermissionSet): Draft {
  const ends = Object.entries(draft.ends).filter(([permission]) => !holds(bits, permission as Permission));
  return { ...draft, wanted: draft.wanted & ~bits, ends: Object.fromEntries(ends) };
}

type Mark = "added" | "removed" | null;

/** How each row differs from the role it starts from; without a role, from what is saved. */
export function marksOf(draft: Draft, saved: Draft) {
  const base = draft.start ? roleSet(draft.start) : effectiveOfDraft(saved);
  const now = effectiveOfDraft(draft);
  const markOf = (was: boolean, is: boolean): Mark => (was === is ? null : is ? "added" : "removed");
  const order = (set: PermissionSet) => MEDIA_LEVELS.indexOf(mediaLevelOf(set));
  return {
    of: (permission: Permission): Mark => markOf(holds(base, permission), holds(now, permission)),
    media: order(now) === order(base) ? null : order(now) > order(base) ? "added" : ("removed" as Mark),
  };
}

const ROWS = ["account_admin", "analytics", "billing", "sources", "purge"] as const;

/** How many things one would say were changed: the role to start from, each row of the matrix, each end. */
export function countChanges(draft: Draft, saved: Draft): number {
  const base = draft.start?.id === saved.start?.id ? saved : startFrom(saved, draft.start);
  const [was, is] = [effectiveOfDraft(base), effectiveOfDraft(draft)];
  const switched = ROWS.filter((permission) => holds(was, permission) !== holds(is, permission));
  const ends = (of: Draft) => new Map(givenBy(of).grants.map(({ permission, expiresAt }) => [permission, expiresAt]));
  const before = ends(base);
  const moved = [...ends(draft)].filter(
    ([permission, end]) => before.has(permission) && before.get(permission) !== end,
  );
  return (base === saved ? 0 : 1) + switched.length + (mediaLevelOf(was) === mediaLevelOf(is) ? 0 : 1) + moved.length;
}

/** What the role gives and the draft takes away, as few as tell it. */
export const missingOfRole = (draft: Draft): Permission[] => essenceOf(roleSet(draft.start) & ~effectiveOfDraft(draft));

/** "Dana gains Billing and loses Purge", for the message after Save. */
export function changeInWords(name: string, before: Given, after: Given, roles: readonly RoleChoice[]): string {
  const [was, is] = [before, after].map((given) => effectiveOfDraft(draftOf(given, roles))) as [number, number];
  const gains = is & ~was ? `gains ${inWords(essenceOf(is & ~was))}` : null;
  const loses = was & ~is ? `loses ${inWords(essenceOf(was & ~is))}` : null;
  if (gains || loses) return `${name} ${[gains, loses].filter(Boolean).join(" and ")}`;
  return `What ${name} may do stays the same; where it comes from has changed`;
}
