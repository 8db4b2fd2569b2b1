import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { IconLink } from "../ui/button-link";
import { Kbd } from "../ui/kbd";
import { PARAMS } from "./params";
import type { Address } from "./use-address";

export interface KeyHint {
  keys: string;
  label: string;
}
export interface Pager {
  /** Cursors; absent at the ends. */
  next?: string | null;
  previous?: string | null;
}

export function TableFoot({
  address,
  note,
  hints,
  pager,
}: {
  address: Address;
  note?: ReactNode;
  hints: readonly KeyHint[];
  pager?: Pager;
}) {
  return (
    <footer className="table-foot">
      <span className="mr-auto">{note}</span>
      {hints.map((hint) => (
        <span key={hint.keys} aria-hidden className="flex items-center gap-1.5 pointer-coarse:hidden max-md:hidden">
          <Kbd keys={hint.keys} />
          {hint.label}
        </span>
      ))}
      {(pager?.previous || pager?.next) && (
        <nav aria-label="Pages" className="flex">
          {pager.previous && (
            <IconLink
              label="Previous page"
              icon={<ChevronLeft aria-hidden />}
              size="sm"
              rel="prev"
              href={address.href({ [PARAMS.before]: pager.previous })}
            />
          )}
          {pager.next && (
            <IconLink
              label="Next page"
              icon={<ChevronRight aria-hidden />}
              size="sm"
              rel="next"
              href={address.href({ [PARAMS.after]: pager.next })}
            />
          )}
        </nav>
      )}
    </footer>
  );
}
