import type { ReactNode } from "react";
import { TextField } from "@/components/ui/field";
import type { PermissionSet } from "@/lib/permissions/permissions";
import { ExpiryField } from "./expiry-field";
import { type FieldErrors, type KeyDraft, startFrom, templatesWithin } from "./key-draft";
import { KeyMatrix } from "./key-matrix";
import { LimitFields, type SourceChoice } from "./limit-fields";

/** All of a key that can be chosen, for a new one and for one that exists. */
export function KeyFields({
  draft,
  errors,
  holdable,
  lacker,
  latest,
  kept,
  owner,
  sources,
  onChange,
}: {
  draft: KeyDraft;
  errors: FieldErrors;
  holdable: PermissionSet;
  lacker: string;
  latest: string | null;
  /** When a key that exists ends; undefined for a new one. */
  kept?: string | null;
  /** Beside the name. */
  owner?: ReactNode;
  /** Those of the account, for whoever may see them. */
  sources: readonly SourceChoice[];
  onChange: (draft: KeyDraft) => void;
}) {
  const isNew = kept === undefined;
  return (
    <div className="grid gap-5">
      <div className={owner ? "grid grid-cols-2 gap-3 max-md:grid-cols-1" : undefined}>
        <TextField
          label="Name"
          data-autofocus={isNew || undefined}
          autoComplete="off"
          maxLength={80}
          placeholder="What the key is for"
          value={draft.name}
          error={errors.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
        {owner}
      </div>
      <ExpiryField
        expiry={draft.expiry}
        kept={kept}
        latest={latest}
        error={errors.expiresAt}
        onChange={(expiry) => onChange({ ...draft, expiry })}
      />
      <section>
        <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h3 className="label-text">Permissions</h3>
          {isNew && <Templates draft={draft} holdable={holdable} onChange={onChange} />}
        </div>
        <KeyMatrix
          draft={draft.access}
          holdable={holdable}
          lacker={lacker}
          onChange={(access) => onChange({ ...draft, access })}
        />
      </section>
      <LimitFields
        ipRanges={draft.ipRanges}
        sourceIds={draft.sourceIds}
        rateLimit={draft.rateLimit}
        sources={sources}
        errors={errors}
        onChange={(limits) => onChange({ ...draft, ...limits })}
      />
    </div>
  );
}

function Templates({
  draft,
  holdable,
  onChange,
}: {
  draft: KeyDraft;
  holdable: PermissionSet;
  onChange: (draft: KeyDraft) => void;
}) {
  const templates = templatesWithin(holdable);
  if (templates.length === 0) return null;
  return (
    <span className="flex flex-wrap items-baseline gap-x-2.5 text-12 text-ink-3">
      Start from
      {templates.map((template) => (
        <button
          key={template.label}
          type="button"
          className="link-text min-h-6"
          onClick={() => onChange(startFrom(draft, template))}
        >
          {template.label}
        </button>
      ))}
    </span>
  );
}
