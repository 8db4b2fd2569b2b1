import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Field, type FieldLabels, splitLabels } from "./field";

interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}
type SelectProps = ComponentProps<"select"> & {
  options?: readonly SelectOption[];
  /** A glyph inside the left edge. */
  icon?: ReactNode;
  /** Quiet words inside the right edge, such as "plus 2 changes". */
  note?: ReactNode;
  /** Without a border until it is reached, for a choice inside a list. */
  quiet?: boolean;
};

/** The native select in our clothes: it costs nothing to load and every device knows how to open it. */
export function Select({ options, icon, note, quiet, className, children, ...rest }: SelectProps) {
  return (
    <span className={cn("select", className)} data-quiet={quiet || undefined}>
      {icon}
      <select {...rest}>
        {options?.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
        {children}
      </select>
      {note && <span className="select-note">{note}</span>}
      <ChevronDown aria-hidden />
    </span>
  );
}

export function SelectField(props: Omit<SelectProps, "label"> & FieldLabels) {
  const [field, select] = splitLabels(props);
  return <Field {...field}>{(control) => <Select {...select} {...control} />}</Field>;
}
