import type { Filter } from "@/components/data-table/column";
import { PERMISSION_IDS, PERMISSIONS } from "@/lib/permissions/permissions";
import type { Status } from "@/lib/users/input";
import type { RoleChoice } from "../access-editor/access-draft";

const STATUSES: Record<Status, string> = {
  active: "Active",
  suspended: "Suspended",
  invited: "Invited",
  expired: "Invitation expired",
};

export const filtersFor = (roles: readonly RoleChoice[]): Filter[] => [
  {
    param: "role",
    label: "Role",
    single: true,
    options: [...roles.map(({ id, name }) => ({ value: id, label: name })), { value: "none", label: "No role" }],
  },
  {
    param: "permission",
    label: "Permission",
    single: true,
    options: PERMISSION_IDS.map((id) => ({ value: id, label: PERMISSIONS[id].label })),
  },
  {
    param: "status",
    label: "Status",
    single: true,
    options: Object.entries(STATUSES).map(([value, label]) => ({ value, label })),
  },
];
