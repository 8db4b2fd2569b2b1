"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "./button";

/** Submits the form around it and is pending while the form's action runs. */
export function SubmitButton({ look = "primary", ...rest }: Omit<ButtonProps, "pending" | "type">) {
  const { pending } = useFormStatus();
  return <Button {...rest} type="submit" look={look} pending={pending} />;
}
