import type { Route } from "next";
import NextLink from "next/link";
import type { ComponentProps } from "react";

export type LinkProps = Omit<ComponentProps<typeof NextLink>, "href"> & { href: string };

/** A client-side link to an address composed at run time, which typed routes cannot check. */
export function Link({ href, ...rest }: LinkProps) {
  return <NextLink href={href as Route} {...rest} />;
}
