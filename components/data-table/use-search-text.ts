import { useEffect, useRef, useState } from "react";
import { PARAMS } from "./params";
import type { Address } from "./use-address";

/**
 * What is typed into a search field, which the address follows after a pause, or at once. A change that did not come from
 * the field, such as clearing the filters, shows in it.
 */
export function useSearchText(address: Address, pauseMs: number) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const inAddress = address.params.get(PARAMS.search) ?? "";
  const [text, setText] = useState(inAddress);
  const [asked, setAsked] = useState(inAddress);
  const [seen, setSeen] = useState(inAddress);
  if (inAddress !== seen) {
    setSeen(inAddress);
    if (inAddress !== asked) setText(inAddress);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (query: string) => {
    clearTimeout(timer.current);
    setAsked(query.trim());
    address.change({ [PARAMS.search]: query.trim() });
  };
  return {
    text,
    /** Searches after the pause, unless something else is typed meanwhile. */
    type: (next: string) => {
      setText(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => search(next), pauseMs);
    },
    searchNow: (next: string) => {
      setText(next);
      search(next);
    },
  };
}
