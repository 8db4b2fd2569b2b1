import type { Asker } from "@/lib/permissions/can";
import { closureOf, type Permission } from "@/lib/permissions/permissions";
import { type BuiltInRole, ROLES } from "@/lib/permissions/roles";

/** Someone with these permissions, and what they imply; nobody's row is theirs but that of `mem_asker`. */
export const member = (permissions: readonly Permission[], more: Partial<Asker> = {}): Asker => ({
  kind: "member",
  memberId: "mem_asker",
  active: true,
  permissions: closureOf(permissions),
  ...more,
});
const person = (role: BuiltInRole, memberId: string) => member(ROLES[role].permissions, { memberId });
export const link = member([], { kind: "share_link", memberId: null });

/** One person a role, and Tom without any. */
export const cast = {
  mira: person("account_administrator", "mem_mira"),
  dana: person("developer", "mem_dana"),
  léa: person("media_library_full_access", "mem_lea"),
  sofia: person("media_library_view_only_access", "mem_sofia"),
  jonah: person("media_library_restricted_access", "mem_jonah"),
  priya: person("finance", "mem_priya"),
  tom: member([], { memberId: "mem_tom" }),
};
