import { TypeGlyph } from "@/app/type-glyph";
import { ButtonLink } from "@/components/ui/button-link";
import { Link } from "@/components/ui/link";
import { formatBytes } from "@/lib/format";
import { sharedHref } from "./addresses";
import type { SharedFile } from "./shared-item";
import { SharedPicture } from "./shared-picture";

type Props = {
  token: string;
  locale: string;
  title: string;
  folderId?: string;
  /** The folders between the shared one and this. */
  above: readonly { id: string; name: string }[];
  folders: readonly { id: string; name: string }[];
  files: readonly SharedFile[];
  next: string | null;
};

/** A folder or collection: its folders, then its files. */
export function SharedGrid({ token, locale, title, folderId, above, folders, files, next }: Props) {
  return (
    <div className="grid gap-5">
      <header>
        {above.length > 0 && (
          <nav aria-label="Folders above" className="mb-1 flex flex-wrap gap-1.5 text-13 text-ink-2">
            {above.map(({ id, name }) => (
              <span key={id}>
                <Link className="link-text" href={sharedHref(token, { folder: id })}>
                  {name}
                </Link>{" "}
                /
              </span>
            ))}
          </nav>
        )}
        <h1 className="text-26">{title}</h1>
      </header>
      {folders.length + files.length === 0 && <p className="text-ink-2">There is nothing in here yet.</p>}
      <ul aria-label={title} className="grid grid-cols-[repeat(auto-fill,minmax(176px,1fr))] content-start gap-5">
        {folders.map(({ id, name }) => (
          <li key={id} className="min-w-0">
            <Link href={sharedHref(token, { folder: id })} className="block">
              <span className="block aspect-4/3 rounded-control bg-surface-2">
                <TypeGlyph type="folder" />
              </span>
              <span className="mt-2 block truncate text-13 font-strong">{name}</span>
            </Link>
          </li>
        ))}
        {files.map((file) => (
          <li key={file.id} className="min-w-0">
            <Link href={sharedHref(token, { ...(folderId && { folder: folderId }), file: file.id })} className="block">
              <span className="block aspect-4/3 rounded-control bg-surface-2">
                <SharedPicture token={token} file={file} />
              </span>
              <span className="mt-2 block truncate text-13 font-strong">{file.name}</span>
            </Link>
            <span className="text-12 text-ink-2">{formatBytes(file.size, locale)}</span>
          </li>
        ))}
      </ul>
      {next && (
        <ButtonLink
          href={sharedHref(token, { ...(folderId && { folder: folderId }), after: next })}
          className="justify-self-center"
        >
          Next page
        </ButtonLink>
      )}
    </div>
  );
}
