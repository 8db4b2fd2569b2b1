import type { FocusEventHandler, KeyboardEventHandler } from "react";
import { TextField } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import type { Field } from "@/lib/media/queries/fields";

type Props = {
  field: Field;
  value: string;
  /** Files have several values in it, and none was chosen for all. */
  isSeveral?: boolean;
  error?: string;
  hint?: string;
  onChange: (value: string) => void;
  onBlur?: FocusEventHandler;
  onKeyDown?: KeyboardEventHandler;
};

const INPUTS = { text: "text", number: "text", date: "date" } as const;
const SEVERAL = "Several values";

/** One of the account's own fields, as its kind is filled in. */
export function MetadataInput({ field: { name, kind, choices }, value, isSeveral, onChange, ...control }: Props) {
  if (kind === "choice") {
    const gone = value && !choices.includes(value) ? [value] : [];
    return (
      <SelectField
        {...control}
        label={name}
        options={[
          ...(isSeveral ? [{ value: SEVERAL, label: SEVERAL, disabled: true }] : []),
          { value: "", label: "None" },
          ...[...choices, ...gone].map((choice) => ({ value: choice, label: choice })),
        ]}
        value={isSeveral ? SEVERAL : value}
        onChange={({ target }) => onChange(target.value)}
      />
    );
  }
  return (
    <TextField
      {...control}
      label={name}
      type={INPUTS[kind]}
      inputMode={kind === "number" ? "decimal" : undefined}
      placeholder={isSeveral ? SEVERAL : undefined}
      autoComplete="off"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
