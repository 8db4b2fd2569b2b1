import { type ReactNode, useId } from "react";
import { cn } from "@/lib/cn";

export interface SegmentOption<Value extends string = string> {
  value: Value;
  label: string;
  icon?: ReactNode;
  disabled?: boolean;
  /** The "nothing" choice: selected in grey instead of petrol. */
  neutral?: boolean;
}
interface SegmentProps<Value extends string = string> {
  label: string;
  labelHidden?: boolean;
  name?: string;
  options: readonly SegmentOption<Value>[];
  value?: Value;
  defaultValue?: Value;
  onChange?: (value: Value) => void;
  disabled?: boolean;
  hint?: ReactNode;
  className?: string;
}

/** A few exclusive choices side by side: native radios, so arrows move inside and forms submit it. */
export function Segment<Value extends string>(props: SegmentProps<Value>) {
  const { label, labelHidden, name, options, value, defaultValue, onChange, disabled, hint, className } = props;
  const id = useId();
  return (
    <fieldset
      disabled={disabled}
      className={cn("grid min-w-0 gap-1.5", className)}
      aria-describedby={hint ? id : undefined}
    >
      <legend className={cn("label-text mb-1.5", labelHidden && "sr-only")}>{label}</legend>
      <div className="segment">
        {options.map((option) => (
          <label key={option.value} data-neutral={option.neutral || undefined}>
            <input
              type="radio"
              className="sr-only"
              name={name ?? id}
              value={option.value}
              disabled={option.disabled}
              {...(value === undefined
                ? { defaultChecked: option.value === defaultValue }
                : { checked: option.value === value })}
              {...(onChange ? { onChange: () => onChange(option.value) } : value !== undefined && { readOnly: true })}
            />
            {option.icon}
            {option.label}
          </label>
        ))}
      </div>
      {hint && (
        <p id={id} className="text-12 text-ink-3">
          {hint}
        </p>
      )}
    </fieldset>
  );
}
