/** What can be granted, what it does, and what each brings along. */
export const PERMISSIONS = {
  account_admin: {
    label: "Account Admin",
    does: "Manage people, roles, settings and everything below",
    implies: ["analytics", "billing", "sources", "purge", "media_edit"],
  },
  analytics: { label: "Analytics", does: "See traffic and bandwidth of images", implies: [] },
  billing: { label: "Billing", does: "Edit billing details, view and pay invoices, change the plan", implies: [] },
  sources: { label: "Sources", does: "Create, view, edit and deploy sources", implies: [] },
  purge: { label: "Purge", does: "Remove deleted or out-of-date assets from caches", implies: [] },
  media_edit: {
    label: "Media Edit",
    does: "Upload to, edit and share everything in the library",
    implies: ["media_browse"],
  },
  media_browse: { label: "Media Browse", does: "View everything in the library", implies: ["media_shared"] },
  media_shared: {
    label: "Shared media only",
    does: "Open what is shared with them, at the level of the share",
    implies: [],
  },
} as const satisfies Record<string, { label: string; does: string; implies: readonly string[] }>;

export type Permission = keyof typeof PERMISSIONS;

export const PERMISSION_IDS = Object.keys(PERMISSIONS) as Permission[];

/** A set of permissions as bits, in the order of the table above. Never stored: names are. */
export type PermissionSet = number;

export const NOTHING: PermissionSet = 0;

const bits = Object.fromEntries(PERMISSION_IDS.map((id, i) => [id, 1 << i])) as Record<Permission, number>;

const closures = Object.fromEntries(PERMISSION_IDS.map((id) => [id, close(id)])) as Record<Permission, PermissionSet>;

function close(id: Permission): PermissionSet {
  return PERMISSIONS[id].implies.reduce((set, implied) => set | close(implied), bits[id]);
}

/** The set of these permissions and of all that they imply. */
export const closureOf = (ids: Iterable<Permission>): PermissionSet => {
  let set = NOTHING;
  for (const id of ids) set |= closures[id];
  return set;
};

/** Exactly these permissions, without what they imply. */
export const setOf = (ids: Iterable<Permission>): PermissionSet => {
  let set = NOTHING;
  for (const id of ids) set |= bits[id];
  return set;
};

export const holds = (set: PermissionSet, id: Permission) => (set & bits[id]) !== 0;

/** Whether every permission of `part` is in `whole`. */
export const isWithin = (part: PermissionSet, whole: PermissionSet) => (part & ~whole) === 0;

export const listOf = (set: PermissionSet): Permission[] => PERMISSION_IDS.filter((id) => holds(set, id));

/** The fewest permissions that bring the same along: those that no other member of the set implies. */
export const essenceOf = (set: PermissionSet): Permission[] => {
  const ids = listOf(set);
  return ids.filter((id) => !ids.some((other) => other !== id && holds(closures[other], id)));
};

/** What a person is told they hold: each permission without those it includes, only that Account Admin's are told as well. */
export const gistOf = (set: PermissionSet): Permission[] => [
  ...listOf(set & bits.account_admin),
  ...essenceOf(set & ~bits.account_admin),
];

export const isPermission = (id: string): id is Permission => Object.hasOwn(PERMISSIONS, id);
