import type { Permission } from "@/lib/permissions/permissions";

type Role = { label: string; does: string; permissions: readonly Permission[]; enterprise?: true };

/** The roles every account has; an account may define more as rows. */
export const ROLES = {
  account_administrator: {
    label: "Account administrator",
    does: "Runs the account: people, roles, settings and everything else",
    permissions: ["account_admin"],
  },
  developer: {
    label: "Developer",
    does: "Everything but people and billing",
    permissions: ["analytics", "sources", "purge", "media_edit"],
  },
  media_library_full_access: {
    label: "Media library full access",
    does: "Uploads to, edits and shares the whole library",
    permissions: ["media_edit"],
  },
  media_library_view_only_access: {
    label: "Media library view-only",
    does: "Looks at everything in the library",
    permissions: ["media_browse"],
  },
  media_library_restricted_access: {
    label: "Media library restricted",
    does: "Sees only what is shared with them",
    permissions: ["media_shared"],
    enterprise: true,
  },
  finance: {
    label: "Finance",
    does: "Billing and analytics; may cancel the subscription",
    permissions: ["analytics", "billing"],
  },
} as const satisfies Record<string, Role>;

export type BuiltInRole = keyof typeof ROLES;

export const BUILT_IN_ROLES = Object.keys(ROLES) as BuiltInRole[];

export const isBuiltInRole = (id: string): id is BuiltInRole => Object.hasOwn(ROLES, id);
