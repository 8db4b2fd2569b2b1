import type { RoleRow } from "@/lib/roles/queries";
import type { RoleChoice } from "./access-draft";

/** What a choice of roles needs to know, in the browser too. */
export const toRoleChoice = ({ id, name, permissions, can }: RoleRow): RoleChoice => ({
  id,
  name,
  permissions,
  blocked: can.assign.reason,
});
