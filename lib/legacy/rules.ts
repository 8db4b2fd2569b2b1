import type { Permission } from "@/lib/permissions/permissions";
import type { BuiltInRole } from "@/lib/permissions/roles";

type Mapped = { roleId: BuiltInRole | null; permissions: readonly Permission[] };

/** What each role of before gave, in the permissions of now: nobody notices a change. */
export const LEGACY_ROLES = {
  owner: { roleId: "account_administrator", permissions: [] },
  user: { roleId: null, permissions: ["analytics", "sources", "purge"] },
  billing: { roleId: "finance", permissions: [] },
  read_only: { roleId: null, permissions: [] },
} as const satisfies Record<string, Mapped>;

type LegacyRole = keyof typeof LEGACY_ROLES;

export const LEGACY_ROLE_IDS = Object.keys(LEGACY_ROLES) as [LegacyRole, ...LegacyRole[]];
