import type { ComponentProps } from "react";

/** A link that loads its page anew, for pages that shall not carry the script for client-side links. */
export function PlainLink(props: ComponentProps<"a"> & { href: string }) {
  return <a {...props} />;
}
