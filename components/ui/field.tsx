import { Search } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/lib/cn";
import { Kbd } from "./kbd";

/** What a control must carry to belong to its label, hint and error. */
interface ControlProps {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}
export interface FieldLabels {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** Shown at the right end of the label's line, such as a link. */
  aside?: ReactNode;
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean;
}

export function Field({
  label,
  hint,
  error,
  aside,
  labelHidden,
  className,
  id,
  children,
}: FieldLabels & { id?: string; className?: string; children: (control: ControlProps) => ReactNode }) {
  const generated = useId();
  const control = id ?? generated;
  const described = [hint && `${control}-hint`, error && `${control}-error`].filter(Boolean).join(" ");
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <div className={cn("flex items-baseline justify-between gap-3", labelHidden && !aside && "sr-only")}>
        <label htmlFor={control} className={cn("label-text", labelHidden && "sr-only")}>
          {label}
        </label>
        {aside}
      </div>
      {children({
        id: control,
        ...(described && { "aria-describedby": described }),
        ...(error ? { "aria-invalid": true } : {}),
      })}
      {error && (
        <p id={`${control}-error`} className="text-12 text-crimson-ink">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${control}-hint`} className="text-12 text-ink-3">
          {hint}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = Omit<ComponentProps<"input">, "children"> & FieldLabels;

/** Splits the words around a control from the control's own attributes. */
export function splitLabels<P extends FieldLabels & { className?: string; id?: string }>(props: P) {
  const { label, hint, error, aside, labelHidden, className, id, ...control } = props;
  return [{ label, hint, error, aside, labelHidden, className, id }, control] as const;
}

export function TextField(props: TextFieldProps) {
  const [field, input] = splitLabels(props);
  return <Field {...field}>{(control) => <input type="text" {...input} {...control} className="input" />}</Field>;
}

export function Textarea(props: Omit<ComponentProps<"textarea">, "children"> & FieldLabels) {
  const [field, textarea] = splitLabels(props);
  return (
    <Field {...field}>{(control) => <textarea rows={4} {...textarea} {...control} className="input textarea" />}</Field>
  );
}

/** The label is read aloud only; the placeholder shows it. */
export function SearchField({
  label,
  keys,
  className,
  ...input
}: Omit<ComponentProps<"input">, "children" | "type"> & { label: string; keys?: string }) {
  return (
    <label className={cn("input flex h-field items-center gap-2", className)}>
      <Search aria-hidden className="size-4 flex-none text-ink-3" />
      <span className="sr-only">{label}</span>
      <input type="search" placeholder={label} {...input} className="w-full min-w-0 bg-transparent outline-none" />
      {keys && <Kbd keys={keys} className="max-md:hidden" />}
    </label>
  );
}
