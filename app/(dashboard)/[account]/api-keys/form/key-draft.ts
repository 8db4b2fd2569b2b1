import type { CreateKey } from "@/lib/api-keys/input";
import { closureOf, isWithin, type Permission, type PermissionSet } from "@/lib/permissions/permissions";
import { draftOfRole, permissionsOf } from "../../roles/role-draft";
import type { Draft } from "../../access-editor/access-draft";
import { type Bounds, defaultExpiry, type Expiry, momentOf } from "./expiry";

/** What stands in the form of a key. */
export type KeyDraft = {
  name: string;
  access: Draft;
  expiry: Expiry;
  ipRanges: readonly string[];
  /** The sources that it is limited to; none for all. */
  sourceIds: readonly string[];
  /** Requests a minute as typed; "" for no limit. */
  rateLimit: string;
};

/** What the form knows of a key that exists. */
export type SavedKey = {
  name: string;
  permissions: readonly Permission[];
  ipRanges: readonly string[] | null;
  sourceIds: readonly string[] | null;
  rateLimit: number | null;
};

export const newDraft = (bounds: Bounds): KeyDraft => ({
  name: "",
  access: draftOfRole([]),
  expiry: defaultExpiry(bounds),
  ipRanges: [],
  sourceIds: [],
  rateLimit: "",
});

export const draftOfKey = ({ name, permissions, ipRanges, sourceIds, rateLimit }: SavedKey): KeyDraft => ({
  name,
  access: draftOfRole(permissions),
  expiry: { kind: "kept", day: "" },
  ipRanges: ipRanges ?? [],
  sourceIds: sourceIds ?? [],
  rateLimit: rateLimit === null ? "" : String(rateLimit),
});

type Written = Pick<CreateKey, "name" | "permissions" | "ipRanges" | "sourceIds" | "rateLimit"> & {
  expiresAt?: string | null;
};

/** The draft as the commands take it; what it leaves as it is, is left out. */
export function toInput({ name, access, expiry, ipRanges, sourceIds, rateLimit }: KeyDraft, bounds: Bounds): Written {
  const expiresAt = momentOf(expiry, bounds);
  return {
    name,
    permissions: permissionsOf(access),
    ...(expiresAt !== undefined && { expiresAt }),
    ipRanges: ipRanges.length > 0 ? [...ipRanges] : null,
    sourceIds: sourceIds.length > 0 ? [...sourceIds] : null,
    rateLimit: rateLimit === "" ? null : Number(rateLimit),
  };
}

type Template = { label: string; permissions: readonly Permission[] };

/** Jobs that keys are made for most often, each with the least it needs. */
const TEMPLATES: readonly Template[] = [
  { label: "CI deploys", permissions: ["sources", "purge"] },
  { label: "Upload only", permissions: ["media_edit"] },
  { label: "Read analytics", permissions: ["analytics"] },
  { label: "Purge on publish", permissions: ["purge"] },
];

export const templatesWithin = (holdable: PermissionSet): readonly Template[] =>
  TEMPLATES.filter(({ permissions }) => isWithin(closureOf(permissions), holdable));

/** A name that somebody typed stays. */
export const startFrom = (draft: KeyDraft, { label, permissions }: Template): KeyDraft => ({
  ...draft,
  name: draft.name === "" || TEMPLATES.some((template) => template.label === draft.name) ? label : draft.name,
  access: draftOfRole(permissions),
});

/** Which of the form's fields a refusal is about; the rest is told above the form. */
export type FieldErrors = Partial<Record<"name" | "expiresAt" | "ipRanges" | "rateLimit" | "form", string>>;

export function errorsOf(message: string, fields: readonly { path: string; message: string }[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const field of fields) {
    const [place] = field.path.split(".");
    if (place === "name" || place === "expiresAt" || place === "ipRanges" || place === "rateLimit")
      errors[place] = field.message;
    else errors.form = field.message;
  }
  return fields.length > 0 ? errors : { form: message };
}
