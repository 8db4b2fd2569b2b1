import { Images } from "lucide-react";
import { Link } from "@/components/ui/link";
import { formatCount } from "@/lib/format";
import type { CollectionRow } from "@/lib/media/queries/rows";
import { collectionHref, fileHref } from "../addresses";

/** The collections that are open to the reader, in one line above folders and files. */
export function CollectionStrip({ account, collections }: { account: string; collections: readonly CollectionRow[] }) {
  return (
    <section aria-label="Collections" className="mb-5">
      <h2 className="label-text mb-2">Collections</h2>
      <ul className="collection-strip">
        {collections.map(({ id, name, fileCount, cover }) => (
          <li key={id}>
            <Link
              href={collectionHref(account, id)}
              className="flex h-[46px] items-center gap-2 rounded-card border border-line-2 bg-surface px-3 text-13 whitespace-nowrap hover:bg-surface-2"
            >
              <Cover account={account} cover={cover} />
              <span className="font-strong">{name}</span>
              <span className="text-12 text-ink-3">{formatCount(fileCount, { one: "file", other: "files" })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The newest pictures in it, one upon another; the glyph where there are none yet. */
function Cover({ account, cover }: Pick<CollectionRow, "cover"> & { account: string }) {
  const pictures = cover.filter(({ thumbhash }) => thumbhash !== null).slice(0, 3);
  if (pictures.length === 0) return <Images aria-hidden className="size-4 text-ink-3" />;
  return (
    <span className="flex -space-x-3">
      {pictures.map(({ fileId }) => (
        <img
          key={fileId}
          src={fileHref(account, fileId, "thumbnail")}
          alt=""
          className="size-7 rounded-tag border border-surface object-cover"
        />
      ))}
    </span>
  );
}
