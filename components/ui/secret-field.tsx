"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { IconButton } from "./button";
import { Field, type FieldLabels, splitLabels } from "./field";

/** A password or passcode that the person may uncover; pasting and password managers work. */
export function SecretField(props: Omit<ComponentProps<"input">, "children" | "type"> & FieldLabels) {
  const [shown, setShown] = useState(false);
  const [field, input] = splitLabels(props);
  return (
    <Field {...field}>
      {(control) => (
        <span className="relative block">
          <input {...input} {...control} type={shown ? "text" : "password"} className="input pr-10" />
          <IconButton
            label={shown ? "Hide" : "Show"}
            aria-pressed={shown}
            icon={shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
            size="sm"
            className="absolute inset-y-0 right-1 my-auto"
            onClick={() => setShown(!shown)}
          />
        </span>
      )}
    </Field>
  );
}
