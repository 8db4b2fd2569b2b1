import type { Filter } from "@/components/data-table/column";
import type { KeyOwner } from "@/lib/api-keys/queries/list-key-owners";
import { KEY_STATUS_IDS, KEY_STATUSES } from "@/lib/api-keys/rules/status";
import { PERMISSION_IDS, PERMISSIONS } from "@/lib/permissions/permissions";

const STATUS: Filter = {
  param: "status",
  label: "Status",
  single: true,
  options: KEY_STATUS_IDS.map((id) => ({ value: id, label: KEY_STATUSES[id].label })),
};

const PERMISSION: Filter = {
  param: "permission",
  label: "Permission",
  single: true,
  options: PERMISSION_IDS.map((id) => ({ value: id, label: PERMISSIONS[id].label })),
};

/** By owner only for whoever sees the keys of several people. */
export const filtersFor = (owners: readonly KeyOwner[]): Filter[] => [
  STATUS,
  PERMISSION,
  ...(owners.length > 0
    ? [
        {
          param: "owner",
          label: "Owner",
          single: true,
          options: owners.map(({ id, name }) => ({ value: id, label: name })),
        },
      ]
    : []),
];
