import type { LastUse } from "@/lib/api-keys/queries/columns";
import type { KeyRow } from "@/lib/api-keys/queries/key-rows";
import { type KeyStatus, works } from "@/lib/api-keys/rules/status";
import { DAY_MS } from "@/lib/day";
import { closureOf, type PermissionSet, setOf } from "@/lib/permissions/permissions";

/** What the table shows of one key: small, because every row goes to the browser twice. */
export type KeyListRow = {
  id: string;
  name: string;
  prefix: string;
  owner: { name: string; you: boolean };
  status: KeyStatus;
  /** What it can do; of one that does not work, what it carries. */
  held: PermissionSet;
  dormant: PermissionSet;
  lastUsed: LastUse | null;
  /** RFC 3339; null: never. */
  expiresAt: string | null;
  editable: boolean;
};

/** @param readerId the member who looks at the list */
export const toListRow = (key: KeyRow, readerId: string): KeyListRow => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  owner: { name: key.owner.name, you: key.owner.id === readerId },
  status: key.status,
  held: works(key.status) ? setOf(key.effective) : closureOf(key.permissions),
  dormant: setOf(key.dormant.map(({ permission }) => permission)),
  lastUsed: key.lastUsed,
  expiresAt: key.expiresAt,
  editable: key.can.edit,
});

const SOON_MS = 7 * DAY_MS;

/** Within the week before which its owner is reminded. */
export const expiresSoon = (expiresAt: string, now = Date.now()): boolean => Date.parse(expiresAt) - now < SOON_MS;
