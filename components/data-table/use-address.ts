"use client";

import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useOptimistic, useTransition } from "react";
import { PARAMS, type ParamChanges, withParams } from "./params";

/**
 * The address as the table's state: what a change would lead to, and going there without leaving the page. `params` shows
 * the wanted state at once, before the server has answered.
 */
export function useAddress() {
  const pathname = usePathname();
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const [params, setWanted] = useOptimistic<URLSearchParams>(useSearchParams());
  const href = (changes: ParamChanges) => `${pathname}${withParams(params, changes)}`;
  const go = (target: string) =>
    startTransition(() => {
      setWanted(new URLSearchParams(target.split("?")[1]));
      router.replace(target as Route, { scroll: false });
    });
  const change = (changes: ParamChanges) => go(href(changes));
  /** A change of how the rows are shown, or of what is open beside them, not of which: the page of the list stays. */
  const hrefHere = (changes: ParamChanges) =>
    href({ [PARAMS.after]: params.get(PARAMS.after), [PARAMS.before]: params.get(PARAMS.before), ...changes });
  const view = (changes: ParamChanges) => go(hrefHere(changes));
  return { params, pending, href, hrefHere, go, change, view };
}

export type Address = ReturnType<typeof useAddress>;
