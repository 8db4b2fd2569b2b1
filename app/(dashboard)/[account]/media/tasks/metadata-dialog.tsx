"use client";

import { useEffect, useState } from "react";
import { FormDialog } from "@/components/overlay/form-dialog";
import { Button } from "@/components/ui/button";
import { Loading } from "@/components/ui/skeleton";
import { inBatches } from "@/lib/in-batches";
import type { FileRow } from "@/lib/media/queries/rows";
import type { SharedField } from "@/lib/media/queries/shared-metadata";
import { type FieldValue, valueFor } from "@/lib/media/rules/metadata";
import { answered } from "../../answered";
import { sharedMetadataAction } from "../actions";
import { idsOf, nameOf } from "../item";
import { MetadataInput } from "../metadata-input";
import type { TaskDialogProps } from "./task-dialog-props";

export type MetadataChange = Record<string, FieldValue | null>;

type Props = TaskDialogProps & { rows: readonly FileRow[]; onChoose: (values: MetadataChange) => void };

/** The account's fields for many files at once: what they share stands there, and only what is changed here is changed. */
export default function MetadataDialog({ account, rows, onChoose, ...dialog }: Props) {
  const { fields, problem } = useSharedFields(account, rows);
  const [draft, setDraft] = useState<Record<string, string>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const submit = () => {
    const faults: Record<string, string> = {};
    const values: MetadataChange = {};
    for (const field of fields ?? []) {
      const text = draft[field.id]?.trim();
      if (text === undefined) continue;
      const fit = text === "" ? { value: null } : valueFor(field, text);
      if ("fault" in fit) faults[field.id] = fit.fault;
      else values[field.id] = fit.value;
    }
    setErrors(faults);
    if (Object.keys(faults).length === 0) onChoose(values);
  };
  const empty = (id: string) => setDraft({ ...draft, [id]: "" });
  return (
    <FormDialog
      {...dialog}
      size="sm"
      title={`Metadata of ${nameOf(rows)}`}
      description="A field that is left as it is keeps what each file has in it."
      onSubmit={submit}
      submit="Change metadata"
      disabled={Object.keys(draft).length === 0}
      refusal={problem}
    >
      {!fields && !problem && <Loading />}
      {fields?.map((field) => {
        const isSeveral = field.isSeveral && draft[field.id] === undefined;
        return (
          <div key={field.id} className="grid gap-1">
            <MetadataInput
              field={field}
              value={draft[field.id] ?? String(field.value ?? "")}
              isSeveral={isSeveral}
              error={errors[field.id]}
              hint={draft[field.id] === "" ? "It is emptied." : undefined}
              onChange={(value) => setDraft({ ...draft, [field.id]: value })}
            />
            {isSeveral && (
              <Button size="sm" look="quiet" className="justify-self-start" onClick={() => empty(field.id)}>
                Empty {field.name}
              </Button>
            )}
          </div>
        );
      })}
    </FormDialog>
  );
}

/** So many files are looked at by one request. */
const ASKED = 1000;

function useSharedFields(account: string, rows: readonly FileRow[]) {
  const [found, setFound] = useState<{ fields?: SharedField[]; problem?: string }>({});
  useEffect(() => {
    let late = false;
    const read = async () => {
      let fields: SharedField[] | undefined;
      for (const some of inBatches(rows, ASKED)) {
        const result = await answered(sharedMetadataAction(account, { fileIds: idsOf(some) }));
        if (late) return;
        if (!result.ok) return setFound({ problem: result.message });
        fields = fields ? fields.map((one) => together(one, result.data.fields)) : result.data.fields;
      }
      setFound({ fields });
    };
    void read();
    return () => {
      late = true;
    };
  }, [account, rows]);
  return found;
}

function together(one: SharedField, others: readonly SharedField[]): SharedField {
  const other = others.find(({ id }) => id === one.id);
  return other && (one.isSeveral || other.isSeveral || one.value !== other.value)
    ? { ...one, value: null, isSeveral: true }
    : one;
}
