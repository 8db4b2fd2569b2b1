import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "@/lib/cn";

/** The browser derives `aria-checked` from the checkbox itself. */
const SWITCH = { type: "checkbox", role: "switch" } as const;

/** A native checkbox read as a switch; give it a name by `aria-label` or `aria-labelledby`. */
export function Switch({ className, ...rest }: Omit<ComponentProps<"input">, "type" | "role">) {
  return <input {...rest} {...SWITCH} className={cn("switch", className)} />;
}

/** A switch with its words on the left, as in a settings form. */
export function SwitchField({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type" | "role"> & { label: ReactNode; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className={cn("flex items-center justify-between gap-4 py-2", className)}>
      <label htmlFor={rest.id ?? id} className="grid">
        <span className="text-13 font-strong">{label}</span>
        {hint && (
          <span id={`${id}-hint`} className="text-12 text-ink-3">
            {hint}
          </span>
        )}
      </label>
      <Switch id={id} aria-describedby={hint ? `${id}-hint` : undefined} {...rest} />
    </div>
  );
}
