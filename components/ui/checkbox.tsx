"use client";

import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from "react";
import { cn } from "@/lib/cn";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "ref"> & { indeterminate?: boolean };

export function Checkbox({ indeterminate = false, className, ...rest }: CheckboxProps) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current) ref.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return <input {...rest} ref={ref} type="checkbox" className={cn("checkbox", className)} />;
}

export function CheckboxField({
  label,
  hint,
  className,
  ...rest
}: CheckboxProps & { label: ReactNode; hint?: ReactNode }) {
  const hintId = useId();
  return (
    <label className={cn("grid grid-cols-[16px_minmax(0,1fr)] gap-x-2.5 py-1 text-13", className)}>
      <Checkbox className="mt-0.5" aria-describedby={hint ? hintId : undefined} {...rest} />
      <span>{label}</span>
      {hint && (
        <span id={hintId} className="col-start-2 text-12 text-ink-3">
          {hint}
        </span>
      )}
    </label>
  );
}
