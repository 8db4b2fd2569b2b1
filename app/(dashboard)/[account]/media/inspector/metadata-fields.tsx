"use client";

import { type KeyboardEvent, useState } from "react";
import { toast } from "@/components/overlay/toast";
import { DefinitionList } from "@/components/ui/definition-list";
import { Time } from "@/components/ui/time";
import type { FileDetails } from "@/lib/media/queries/find-file";
import { answered } from "../../answered";
import { undoing } from "../../undoing";
import { newSubmission } from "../../use-once";
import { editMetadataAction } from "../actions";
import { MetadataInput } from "../metadata-input";

type Field = FileDetails["fields"][number];
type Props = { account: string; fileId: string; fields: readonly Field[]; fixed: boolean };

/** The account's own fields, each saved by itself as soon as it is left. */
export function MetadataFields({ account, fileId, fields, fixed }: Props) {
  if (fixed)
    return (
      <DefinitionList
        items={fields.flatMap(({ name, kind, value }) =>
          value === null ? [] : [{ term: name, value: shown(kind, value) }],
        )}
      />
    );
  return (
    <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
      {fields.map((field) => (
        <MetadataField key={`${field.id} ${field.value}`} account={account} fileId={fileId} field={field} />
      ))}
    </div>
  );
}

const shown = (kind: Field["kind"], value: string | number) =>
  kind === "date" ? <Time value={String(value)} as="date" /> : String(value);

function MetadataField({ account, fileId, field }: { account: string; fileId: string; field: Field }) {
  const { id, name, kind } = field;
  const saved = String(field.value ?? "");
  const [value, setValue] = useState(saved);
  const [error, setError] = useState<string>();

  const save = async (next: string) => {
    if (next.trim() === saved) return setError(undefined);
    const values = { [id]: next.trim() === "" ? null : next.trim() };
    const result = await answered(editMetadataAction(account, { fileIds: [fileId], values }, newSubmission()));
    if (!result.ok) return setError(result.fields[0]?.message ?? result.message);
    const [refused] = result.data.outcomes.filter(({ outcome }) => outcome === "refused");
    if (refused) return setError(refused.reason ?? "It was not saved.");
    setError(undefined);
    const [before] = result.data.before;
    if (before)
      toast({ message: `${name} saved`, undo: undoing(() => editMetadataAction(account, before, newSubmission())) });
  };
  const revert = (event: KeyboardEvent) => {
    event.preventDefault();
    setValue(saved);
    setError(undefined);
  };
  const isChosen = kind === "choice";
  return (
    <MetadataInput
      field={field}
      value={value}
      error={error}
      onChange={(next) => {
        setValue(next);
        if (isChosen) void save(next);
      }}
      onBlur={() => !isChosen && void save(value)}
      onKeyDown={(event) => {
        if (isChosen) return;
        if (event.key === "Enter") void save(value);
        if (event.key === "Escape" && value !== saved) revert(event);
      }}
    />
  );
}
