import { Images } from "lucide-react";
import { Link } from "@/components/ui/link";
import { formatCount } from "@/lib/format";
import type { CollectionRow } from "@/lib/media/queries/rows";
import { collectionHref } from "./addresses";

/** The collections that are open to the reader, above folders and files. */
export function CollectionStrip({ account, collections }: { account: string; collections: readonly CollectionRow[] }) {
  return (
    <section aria-label="Collections" className="mb-5">
      <h2 className="label-text mb-2">Collections</h2>
      <ul className="flex flex-wrap gap-2">
        {collections.map(({ id, name, fileCount }) => (
          <li key={id}>
            <Link
              href={collectionHref(account, id)}
              className="flex items-center gap-2 rounded-card border border-line-2 bg-surface px-3 py-2 text-13 hover:bg-surface-2"
            >
              <Images aria-hidden className="size-4 text-ink-3" />
              <span className="font-strong">{name}</span>
              <span className="text-12 text-ink-3">{formatCount(fileCount, { one: "file", other: "files" })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
