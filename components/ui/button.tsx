import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Kbd } from "./kbd";
import { Link, type LinkProps } from "./link";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "md" | "sm";

const LOOKS: Record<ButtonLook, string> = {
  primary: "border-transparent bg-petrol text-on-petrol hover:bg-petrol-hover",
  secondary: "border-line-2 bg-overlay text-ink shadow-control hover:border-control",
  quiet: "border-transparent text-ink-2 hover:bg-surface-2 hover:text-ink",
  danger: "border-transparent bg-crimson text-on-crimson hover:bg-crimson-hover",
};
const SIZES: Record<ButtonSize, string> = {
  md: "h-field min-w-field px-[13px] text-13",
  sm: "h-7 min-w-7 px-[9px] text-12 pointer-coarse:h-9",
};

/** The look of a button, for anything that must be another element. */
export function buttonClass(look: ButtonLook = "secondary", size: ButtonSize = "md", square = false) {
  return cn("button", LOOKS[look], SIZES[size], square && "px-0!");
}

interface Looks {
  look?: ButtonLook;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Shown as a key cap; binding the key is the caller's part. */
  keys?: string;
}
export type ButtonProps = ComponentProps<"button"> & Looks & { pending?: boolean };

/** While pending it keeps its place and focus, shows a spinner and ignores presses. */
export function Button({ look, size, icon, keys, pending, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...(pending ? { "aria-disabled": true, "aria-busy": true, onClick: ignore } : { onClick })}
      className={cn(buttonClass(look, size), className)}
    >
      {pending ? <span className="spinner" aria-hidden /> : icon}
      {children}
      {keys && <Kbd keys={keys} />}
    </button>
  );
}

const ignore: ButtonProps["onClick"] = (event) => event.preventDefault();

export type IconButtonProps = Omit<ComponentProps<"button">, "aria-label" | "children"> & {
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

export function ButtonLink({ look, size, icon, keys, className, children, ...rest }: LinkProps & Looks) {
  return (
    <Link {...rest} className={cn(buttonClass(look, size), className)}>
      {icon}
      {children}
      {keys && <Kbd keys={keys} />}
    </Link>
  );
}

export function IconLink({
  label,
  icon,
  look = "quiet",
  size,
  className,
  ...rest
}: Omit<LinkProps, "children"> & { label: string; icon: ReactNode; look?: ButtonLook; size?: ButtonSize }) {
  return (
    <Link {...rest} aria-label={label} title={label} className={cn(buttonClass(look, size, true), className)}>
      {icon}
    </Link>
  );
}
