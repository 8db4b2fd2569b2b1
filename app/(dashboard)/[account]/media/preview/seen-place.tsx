import { Images } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { SeenAs, SeenFile, SeenFolder } from "@/lib/shares/queries/see-as";
import { previewHref } from "../addresses";
import { Tile } from "../library/tile";
import { LevelLabel } from "../share/level-label";

type Props = Pick<SeenAs, "item"> &
  Pick<NonNullable<SeenAs["seen"]>, "level" | "folders" | "files"> & { account: string; memberId: string };

/**
 * What lies in a folder or collection. What the reader manages opens in the same way, and tells the person's level where
 * it is another one.
 */
export function SeenPlace({ account, memberId, item, level, folders, files }: Props) {
  const rows: (SeenFolder | SeenFile)[] = [...folders, ...files.rows];
  if (rows.length === 0)
    return (
      <EmptyState icon={<Images aria-hidden />} title="Nothing lies here yet">
        What is put here appears at once.
      </EmptyState>
    );
  return (
    <div>
      <ul aria-label={`What they see in ${item.name}`} className="tile-grid">
        {rows.map((row) => (
          <li key={row.id} className="tile">
            {row.level ? (
              <Link href={previewHref(account, memberId, row)} className="tile-link">
                <Tile account={account} row={row} />
                {row.level !== level && <LevelLabel level={row.level} />}
              </Link>
            ) : (
              <Tile account={account} row={row} />
            )}
          </li>
        ))}
      </ul>
      {(files.previousCursor || files.nextCursor) && (
        <nav aria-label="Pages" className="flex justify-center gap-2">
          {files.previousCursor && (
            <ButtonLink href={previewHref(account, memberId, item, files.previousCursor)}>Previous page</ButtonLink>
          )}
          {files.nextCursor && (
            <ButtonLink href={previewHref(account, memberId, item, files.nextCursor)}>Next page</ButtonLink>
          )}
        </nav>
      )}
    </div>
  );
}
