import type { ReactNode } from "react";
import { formatPercent } from "@/lib/format";
import { Link } from "./link";

export interface ShareRow {
  id: string;
  label: ReactNode;
  /** A quiet second line. */
  detail?: ReactNode;
  /** Leads to what the row is of. */
  href?: string;
  /** How much it is, as it is read. */
  value: ReactNode;
  /** Of the whole, from 0 to 1. */
  share: number;
}

/** What is most, with a bar as long as its share of the whole. */
export function ShareList({
  label,
  rows,
  empty,
  locale,
}: {
  label: string;
  rows: readonly ShareRow[];
  empty: string;
  locale: string;
}) {
  if (rows.length === 0) return <p className="py-6 text-center text-13 text-ink-3">{empty}</p>;
  return (
    <ol aria-label={label} className="grid gap-1">
      {rows.map(({ id, label: name, detail, href, value, share }) => (
        <li key={id} className="relative flex min-h-8 items-center gap-3 px-2 py-1.5 text-13">
          <svg aria-hidden className="absolute inset-0 size-full">
            <rect width={`${Math.max(0.4, share * 100)}%`} height="100%" rx="3" className="fill-petrol-wash" />
          </svg>
          <span className="relative min-w-0 flex-1">
            <span className="block truncate">
              {href ? (
                <Link href={href} scroll={false} className="link-text">
                  {name}
                </Link>
              ) : (
                name
              )}
            </span>
            {detail && <span className="block truncate text-12 text-ink-2">{detail}</span>}
          </span>
          <span className="relative text-right tabular-nums">{value}</span>
          <span className="relative w-12 text-right text-ink-2 tabular-nums">{formatPercent(share, locale)}</span>
        </li>
      ))}
    </ol>
  );
}
