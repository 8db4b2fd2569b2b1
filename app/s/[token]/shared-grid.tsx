import { Download } from "lucide-react";
import { TypeGlyph } from "@/app/type-glyph";
import { ButtonAnchor } from "@/components/ui/button";
import { PlainLink } from "@/components/ui/plain-link";
import { formatBytes } from "@/lib/format";
import { sharedHref } from "./addresses";
import type { SharedFile } from "./shared-item";
import { SharedPicture } from "./shared-picture";

type Props = {
  token: string;
  locale: string;
  title: string;
  folderId?: string;
  /** The page of the grid, so that one comes back to it. */
  after?: string;
  /** The folders between the shared one and this. */
  above: readonly { id: string; name: string }[];
  folders: readonly { id: string; name: string }[];
  files: readonly SharedFile[];
  next: string | null;
  /** Null where nothing may be downloaded. */
  zipHref: string | null;
};

/** A folder or collection: its folders, then its files. */
export function SharedGrid({ token, locale, title, folderId, after, above, folders, files, next, zipHref }: Props) {
  const place = folderId ? { folder: folderId } : {};
  return (
    <div className="grid gap-5">
      <header>
        {above.length > 0 && (
          <nav aria-label="Folders above" className="mb-1 flex flex-wrap gap-1.5 text-13 text-ink-2">
            {above.map(({ id, name }) => (
              <span key={id}>
                <PlainLink className="link-text" href={sharedHref(token, { folder: id })}>
                  {name}
                </PlainLink>{" "}
                /
              </span>
            ))}
          </nav>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="min-w-0 flex-1 text-26 [overflow-wrap:anywhere]">{title}</h1>
          {zipHref && (
            <ButtonAnchor href={zipHref} icon={<Download aria-hidden />}>
              Download all
            </ButtonAnchor>
          )}
        </div>
      </header>
      {folders.length + files.length === 0 && <p className="text-ink-2">There is nothing in here yet.</p>}
      <ul aria-label={title} className="grid grid-cols-[repeat(auto-fill,minmax(176px,1fr))] content-start gap-5">
        {folders.map(({ id, name }) => (
          <li key={id} className="min-w-0">
            <PlainLink href={sharedHref(token, { folder: id })} className="block">
              <span className="block aspect-4/3 rounded-control bg-surface-2">
                <TypeGlyph type="folder" />
              </span>
              <span className="mt-2 block truncate text-13 font-strong">{name}</span>
            </PlainLink>
          </li>
        ))}
        {files.map((file) => (
          <li key={file.id} className="min-w-0">
            <PlainLink href={sharedHref(token, { ...place, ...(after && { after }), file: file.id })} className="block">
              <span className="block aspect-4/3 rounded-control bg-surface-2">
                <SharedPicture token={token} file={file} />
              </span>
              <span className="mt-2 block truncate text-13 font-strong">{file.name}</span>
            </PlainLink>
            <span className="text-12 text-ink-2">
              {file.width && file.height && `${file.width} × ${file.height}, `}
              {formatBytes(file.size, locale)}
            </span>
          </li>
        ))}
      </ul>
      {next && (
        <ButtonAnchor href={sharedHref(token, { ...place, after: next })} className="justify-self-center">
          Next page
        </ButtonAnchor>
      )}
    </div>
  );
}
