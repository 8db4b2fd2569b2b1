"use client";

import { useState } from "react";
import { SaveBar } from "@/components/shell/save-bar";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { TypeDescription } from "@/lib/sources/origins/registry";
import type { Tested } from "@/lib/sources/queries/test-connection";
import type { SourceConfig } from "@/lib/sources/rules/config";
import { answered } from "../../answered";
import { editSourceAction, testConnectionAction } from "../actions";
import { linesOf } from "../create/origin-step";
import { AccessFields, CacheFields, Group, PictureFields, PlaceFields } from "../form/delivery-fields";
import { LogLines } from "../form/log-lines";
import { OriginFields } from "../form/origin-fields";
import { configOf, draftOf, errorsOf, type FieldErrors, secretsOf, type SourceDraft } from "../form/source-draft";

/** Name and address change when they are saved; everything else becomes the draft of the next deployment. */
export function SettingsForm({
  account,
  sourceId,
  type,
  saved,
  config,
  kept,
  readOnly,
}: {
  account: string;
  sourceId: string;
  type: TypeDescription;
  saved: { name: string; slug: string };
  config: SourceConfig;
  kept: readonly string[];
  readOnly: boolean;
}) {
  const [edited, setEdited] = useState<SourceDraft | null>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [saving, setSaving] = useState(false);
  const [tested, setTested] = useState<Tested[] | null>(null);
  const before = draftOf(saved, config);
  const draft = edited ?? before;
  const dirty = JSON.stringify(draft) !== JSON.stringify(before);

  const change = (changes: Partial<SourceDraft>) => {
    setEdited({ ...draft, ...changes });
    setErrors({});
  };
  const discard = () => {
    setEdited(null);
    setErrors({});
    setTested(null);
  };
  const save = async () => {
    setSaving(true);
    const { name, slug } = draft;
    const given = { sourceId, name, slug, config: configOf(draft), secrets: secretsOf(draft) };
    const result = await answered(editSourceAction(account, given));
    setSaving(false);
    if (!result.ok) return setErrors(errorsOf(result.message, result.fields));
    discard();
    toast(`${name} saved`);
  };
  const test = async () => {
    setSaving(true);
    const given = { sourceId, type: type.type, config: configOf(draft), secrets: secretsOf(draft) };
    const result = await answered(testConnectionAction(account, given));
    setSaving(false);
    if (!result.ok) return setErrors(errorsOf(result.message, result.fields));
    setTested(result.data);
  };
  useShortcut({
    keys: "mod+enter",
    label: "Save changes",
    whileTyping: true,
    when: () => dirty && !saving,
    run: () => void save(),
  });
  const fields = { draft, errors, onChange: change };

  return (
    <>
      <fieldset disabled={readOnly} className="grid gap-5">
        <legend className="sr-only">Settings</legend>
        <Group title="Source">
          <TextField
            label="Name"
            value={draft.name}
            error={errors.name}
            onChange={(event) => change({ name: event.target.value })}
          />
          <TextField
            label="Address"
            hint="Changes at once: images under the one before are found no more."
            spellCheck={false}
            value={draft.slug}
            error={errors.slug}
            onChange={(event) => change({ slug: event.target.value })}
          />
        </Group>
        {type.fields.length > 0 && (
          <Group title="Origin">
            <OriginFields fields={type.fields} kept={kept} keptFor={before.origin} {...fields} />
            <Button className="w-fit" pending={saving} onClick={() => void test()}>
              Test the connection
            </Button>
            {tested && <LogLines label="Connection test" lines={linesOf(tested)} />}
          </Group>
        )}
        <AccessFields {...fields} mustBeSigned={type.mustBeSigned ?? false} />
        <CacheFields {...fields} />
        {!type.takesAddresses && <PlaceFields {...fields} />}
        <PictureFields {...fields} />
      </fieldset>
      {dirty && (
        <SaveBar
          changes="Changes"
          saving={saving}
          refusal={errors.form ?? null}
          onSave={() => void save()}
          onDiscard={discard}
        />
      )}
    </>
  );
}
