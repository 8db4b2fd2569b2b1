import type { ComponentProps } from "react";

/** A link that loads its page anew, for pages that shall not carry the script for client-side links. */
export function PlainLink({ children, ...rest }: ComponentProps<"a"> & { href: string }) {
  return <a {...rest}>{children}</a>;
}
