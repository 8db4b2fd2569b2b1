import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Kbd } from "./kbd";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "md" | "sm";

/** The look of a button, for anything that must be another element. */
export function buttonClass(look: ButtonLook = "secondary", size: ButtonSize = "md", square = false) {
  return cn("button", `button-${look}`, `button-${size}`, square && "button-square");
}

export interface ButtonLooks {
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Shown as a key cap; binding the key is the caller's part. */
  keys?: string;
}
export type ButtonProps = ComponentProps<"button"> & ButtonLooks & { pending?: boolean };

/** While pending it keeps its place and focus, shows a spinner, and neither presses nor submits. */
export function Button({ look, size, icon, keys, pending, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} {...(pending && PENDING)} className={cn(buttonClass(look, size), className)}>
      {pending ? <span className="spinner" aria-hidden /> : icon}
      {children}
      {keys && <Kbd keys={keys} />}
    </button>
  );
}

const PENDING = { type: "button", onClick: undefined, "aria-disabled": true, "aria-busy": true } as const;

type IconButtonProps = Omit<ComponentProps<"button">, "aria-label" | "children"> & {
  label: string;
  icon: ReactNode;
  look?: ButtonLook;
  size?: ButtonSize;
};

export function IconButton({ label, icon, look = "quiet", size, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      className={cn(buttonClass(look, size, true), className)}
    >
      {icon}
    </button>
  );
}

/** A link that loads its page anew, where nothing is kept and the script for client-side links is not worth its weight. */
export function ButtonAnchor({
  look,
  size,
  icon,
  keys,
  className,
  children,
  ...rest
}: ComponentProps<"a"> & ButtonLooks) {
  return (
    <a {...rest} className={cn(buttonClass(look, size), className)}>
      {icon}
      {children}
      {keys && <Kbd keys={keys} />}
    </a>
  );
}
