import type { Route } from "next";
import NextLink from "next/link";
import type { ComponentProps } from "react";

export type LinkProps = Omit<ComponentProps<typeof NextLink>, "href"> & { href: string };

/**
 * A client-side link to an address composed at run time, which typed routes cannot check. Nothing is fetched ahead unless
 * `prefetch` asks for it: a list of fifty rows would otherwise ask the server fifty times.
 */
export function Link({ href, prefetch = false, ...rest }: LinkProps) {
  return <NextLink href={href as Route} prefetch={prefetch} {...rest} />;
}
