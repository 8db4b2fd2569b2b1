import { ChevronRight } from "lucide-react";
import { Link } from "./link";

interface Crumb {
  label: string;
  href?: string;
}

/** The last crumb is the page itself. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-2 text-13 text-ink-2">
        {crumbs.map((crumb, index) => (
          <li key={`${crumb.label}-${index}`} className="flex min-w-0 items-center gap-2 not-last:flex-none">
            {index > 0 && <ChevronRight aria-hidden className="size-3 flex-none text-ink-3" />}
            {index === crumbs.length - 1 ? (
              <span aria-current="page" className="truncate font-strong text-ink">
                {crumb.label}
              </span>
            ) : crumb.href ? (
              <Link href={crumb.href} className="hover:text-ink">
                {crumb.label}
              </Link>
            ) : (
              crumb.label
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
