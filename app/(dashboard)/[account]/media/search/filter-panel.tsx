import { useState } from "react";
import { CheckboxField } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/field";
import { TokenField } from "@/components/ui/token-field";
import type { Field } from "@/lib/media/queries/fields";
import type { Clause } from "@/lib/media/rules/query";
import { changeRange, changeValues, type Range, rangeOf, valuesOf } from "@/lib/media/rules/query-edit";
import { FILE_TYPES } from "@/lib/media/rules/file-types";

type Props = { clauses: readonly Clause[]; fields: readonly Field[]; onChange: (clauses: Clause[]) => void };

const TYPES = Object.entries(FILE_TYPES).map(([value, { label }]) => ({ value, label }));

/** Everything that files can be filtered by; what is chosen here stands in the search field. */
export function FilterPanel({ clauses, fields, onChange }: Props) {
  const part = (field: string, label: string) => ({ field, label, clauses, onChange });
  return (
    <div className="filter-panel">
      <Choices {...part("type", "Type")} options={TYPES} />
      <TokenField
        label="Tag, any of these"
        spaces
        tokens={valuesOf(clauses, "tag")}
        onChange={(tags) => onChange(changeValues(clauses, "tag", tags))}
      />
      <Bounds {...part("size", "Size")} placeholder="500kb" />
      <Bounds {...part("width", "Width in pixels")} type="number" />
      <Bounds {...part("height", "Height in pixels")} type="number" />
      <Bounds {...part("created", "Added")} type="date" />
      {fields.map(({ id, name, kind, choices }) => {
        if (kind === "choice")
          return (
            <Choices
              key={id}
              {...part(name, name)}
              options={choices.map((choice) => ({ value: choice, label: choice }))}
            />
          );
        if (kind === "text") return <Text key={id} {...part(name, name)} />;
        return <Bounds key={id} {...part(name, name)} type={kind} />;
      })}
    </div>
  );
}

type Part = { field: string; label: string; clauses: readonly Clause[]; onChange: (clauses: Clause[]) => void };

function Choices({
  field,
  label,
  clauses,
  onChange,
  options,
}: Part & { options: readonly { value: string; label: string }[] }) {
  const chosen = valuesOf(clauses, field);
  const turn = (value: string) => (chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <fieldset>
      <legend className="label-text mb-1">{label}</legend>
      <div className="grid grid-cols-2 gap-x-3">
        {options.map((option) => (
          <CheckboxField
            key={option.value}
            label={option.label}
            checked={chosen.includes(option.value)}
            onChange={() => onChange(changeValues(clauses, field, turn(option.value)))}
          />
        ))}
      </div>
    </fieldset>
  );
}

type BoundsProps = Part & { type?: "text" | "number" | "date"; placeholder?: string };

/** From and to, both included; asked for when a field is left or Enter is pressed. */
function Bounds({ field, label, clauses, onChange, type = "text", placeholder }: BoundsProps) {
  const range = rangeOf(clauses, field);
  const ask = (bound: Partial<Range>) => onChange(changeRange(clauses, field, { ...range, ...bound }));
  return (
    <fieldset>
      <legend className="label-text mb-1">{label}</legend>
      <div className="grid grid-cols-2 gap-2">
        <Value
          label={`${label} from`}
          type={type}
          value={range.from}
          placeholder={placeholder ?? "from"}
          onAsk={(from) => ask({ from })}
        />
        <Value label={`${label} to`} type={type} value={range.to} placeholder="to" onAsk={(to) => ask({ to })} />
      </div>
    </fieldset>
  );
}

function Text({ field, label, clauses, onChange }: Part) {
  const [value = ""] = valuesOf(clauses, field);
  return (
    <fieldset>
      <legend className="label-text mb-1">{label}</legend>
      <Value
        label={label}
        type="text"
        value={value}
        onAsk={(next) => onChange(changeValues(clauses, field, next ? [next] : []))}
      />
    </fieldset>
  );
}

type ValueProps = {
  label: string;
  type: "text" | "number" | "date";
  value: string;
  placeholder?: string;
  onAsk: (value: string) => void;
};

function Value({ label, type, value, placeholder, onAsk }: ValueProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const ask = () => {
    if (typed !== null && typed.trim() !== value) onAsk(typed.trim());
    setTyped(null);
  };
  return (
    <TextField
      label={label}
      labelHidden
      type={type}
      placeholder={placeholder}
      value={typed ?? value}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={ask}
      onKeyDown={({ key }) => key === "Enter" && ask()}
    />
  );
}
