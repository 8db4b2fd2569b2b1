import type { RecordedEvent } from "@/lib/audit/commands";
import { isOperation, type OPERATION_IDS, operationOf } from "@/lib/permissions/operations";
import { isPermission, PERMISSIONS } from "@/lib/permissions/permissions";
import { isBuiltInRole, ROLES } from "@/lib/permissions/roles";

/** What is recorded beside the operations of the policy. */
const OTHER_EVENTS: Record<string, string> = {
  "account.create": "create the account",
  "account.delete": "delete the account",
  "account.restore": "restore the account",
  "account.erase": "erase what the account held",
  "billing.refund": "refund an invoice",
  "invitations.accept": "accept an invitation",
  "session.start": "sign in",
  "session.end": "sign out",
  "grants.expire": "end permissions that have expired",
  "access.refused": "ask for what is not allowed",
} satisfies Record<Exclude<RecordedEvent, (typeof OPERATION_IDS)[number]>, string>;

/** "Change someone's role" */
export function eventLabel(operation: string): string {
  const does = isOperation(operation) ? operationOf(operation).does : (OTHER_EVENTS[operation] ?? operation);
  return does.charAt(0).toUpperCase() + does.slice(1);
}

/** One field that an event changed, in words. Lists tell what was added and removed, everything else both values. */
export type FieldChange = {
  field: string;
  label: string;
  before: string | null;
  after: string | null;
  added: string[];
  removed: string[];
};

/** The readable difference between the two states that an event keeps. */
export function changesOf(before: unknown, after: unknown): FieldChange[] {
  const was = fieldsOf(before);
  const is = fieldsOf(after);
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return names.filter((name) => !isSame(was[name], is[name])).map((name) => changeOf(name, was[name], is[name]));
}

function changeOf(field: string, was: unknown, is: unknown): FieldChange {
  const change = { field, label: fieldLabel(field), before: null, after: null, added: [], removed: [] };
  if (!Array.isArray(was) && !Array.isArray(is)) return { ...change, before: textOf(was), after: textOf(is) };
  const former = itemsOf(was);
  const present = itemsOf(is);
  return {
    ...change,
    added: present.filter((item) => !former.includes(item)),
    removed: former.filter((item) => !present.includes(item)),
  };
}

const fieldsOf = (state: unknown): Record<string, unknown> =>
  state !== null && typeof state === "object" && !Array.isArray(state) ? (state as Record<string, unknown>) : {};

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

const itemsOf = (value: unknown) => (Array.isArray(value) ? value.map((item) => textOf(item) ?? "") : []);

/** `expiresAt` becomes "Expires at". */
function fieldLabel(field: string): string {
  const words = field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "string") return nameOf(value);
  if (typeof value !== "object") return String(value);
  const { name, permission, expiresAt } = value as Record<string, unknown>;
  const named = textOf(name ?? permission);
  if (named === null) return JSON.stringify(value);
  return expiresAt ? `${named} until ${String(expiresAt)}` : named;
}

/** Identifiers of the policy in the words that people know. */
function nameOf(value: string): string {
  if (isPermission(value)) return PERMISSIONS[value].label;
  return isBuiltInRole(value) ? ROLES[value].label : value;
}
