import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { buttonClass, type ButtonLook, type ButtonLooks, type ButtonSize } from "./button";
import { Kbd } from "./kbd";
import { Link, type LinkProps } from "./link";

export function ButtonLink({ look, size, icon, keys, className, children, ...rest }: LinkProps & ButtonLooks) {
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
