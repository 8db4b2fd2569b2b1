"use client";

import { useState } from "react";
import { toast } from "@/components/overlay/toast";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { Callout } from "@/components/ui/callout";
import { useEnvironment } from "@/components/ui/environment";
import type { PermissionSet } from "@/lib/permissions/permissions";
import { SaveBar } from "@/components/shell/save-bar";
import { useUnsavedGuard, type Ways } from "@/components/shell/use-unsaved-guard";
import { answered } from "../../answered";
import { undoing } from "../../undoing";
import { editKeyAction } from "../actions";
import { draftOfKey, errorsOf, type FieldErrors, type KeyDraft, type SavedKey, toInput } from "../form/key-draft";
import { KeyFields } from "../form/key-fields";
import type { SourceChoice } from "../form/limit-fields";

/** Nothing changes before Save; without a draft it follows what the server says. */
export function EditKey({
  account,
  keyId,
  saved,
  expiresAt,
  latest,
  holdable,
  lacker,
  sources,
  ways,
}: {
  account: string;
  keyId: string;
  saved: SavedKey;
  expiresAt: string | null;
  latest: string | null;
  holdable: PermissionSet;
  lacker: string;
  sources: readonly SourceChoice[];
  ways: Ways;
}) {
  const { zone } = useEnvironment();
  const [edited, setEdited] = useState<KeyDraft | null>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [saving, setSaving] = useState(false);
  const before = draftOfKey(saved);
  const draft = edited ?? before;
  const inputOf = (of: KeyDraft) => toInput(of, { zone, latest });
  const dirty = edited !== null && JSON.stringify(inputOf(edited)) !== JSON.stringify(inputOf(before));

  const put = (next: KeyDraft | null) => {
    setEdited(next);
    setErrors({});
  };
  const save = async () => {
    if (!dirty || saving) return;
    setSaving(true);
    const input = inputOf(draft);
    const result = await answered(editKeyAction(account, { keyId, ...input }));
    setSaving(false);
    if (!result.ok) return setErrors(errorsOf(result.message, result.fields));
    put(null);
    const back = { ...inputOf(before), ...("expiresAt" in input && { expiresAt }) };
    toast({ message: `${draft.name} saved`, undo: undoing(() => editKeyAction(account, { keyId, ...back })) });
  };
  useUnsavedGuard(dirty ? `Discard what you changed of ${saved.name}?` : null, () => put(null), ways);
  useShortcut({
    keys: "mod+enter",
    label: "Save changes",
    whileTyping: true,
    when: () => dirty,
    run: () => void save(),
  });

  return (
    <div className="flex min-h-full flex-col">
      {errors.form && (
        <Callout tone="crimson" role="alert" className="mb-4">
          {errors.form}
        </Callout>
      )}
      <KeyFields
        draft={draft}
        errors={errors}
        holdable={holdable}
        lacker={lacker}
        latest={latest}
        kept={expiresAt}
        sources={sources}
        onChange={put}
      />
      <div className="mt-6" />
      {dirty && (
        <SaveBar
          changes="Changes"
          saving={saving}
          refusal={null}
          onSave={() => void save()}
          onDiscard={() => put(null)}
        />
      )}
    </div>
  );
}
