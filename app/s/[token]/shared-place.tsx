import { findFile } from "@/lib/media/queries/find-file";
import { filesSearch } from "@/lib/media/input/search";
import { listFiles } from "@/lib/media/queries/list-files";
import { listFolder } from "@/lib/media/queries/list-folder";
import { readSearch, type SearchParams } from "@/lib/http/read-search";
import type { OpenLink } from "@/lib/share-links/queries/open-link";
import { SharedFileView } from "./shared-file";
import { SharedGrid } from "./shared-grid";
import { toSharedFile } from "./shared-item";

type Props = { link: OpenLink; params: SearchParams; locale: string };

/** What the link opens, or a folder or file within it. Everything is read as the link, which reaches nothing else. */
export async function SharedPlace({ link, params, locale }: Props) {
  const { actor, item, token } = link;
  const fileId = item.kind === "file" ? item.id : params.file;
  if (typeof fileId === "string") {
    const file = toSharedFile(await findFile(actor, fileId));
    return <SharedFileView token={token} file={file} locale={locale} canDownload={actor.link.download} />;
  }
  const folderId = item.kind === "folder" && typeof params.folder === "string" ? params.folder : item.id;
  const place = item.kind === "folder" ? { folder: folderId } : { collection: item.id };
  const search = readSearch(filesSearch, { ...place, sort: "name", cursor: params.after });
  const [files, opened] = await Promise.all([
    listFiles(actor, search),
    item.kind === "folder" ? listFolder(actor, folderId) : null,
  ]);
  return (
    <SharedGrid
      token={token}
      locale={locale}
      title={opened?.folder?.name ?? item.name}
      folderId={folderId === item.id ? undefined : folderId}
      above={opened?.breadcrumbs.slice(0, -1) ?? []}
      folders={params.after ? [] : (opened?.folders.rows ?? [])}
      files={files.rows.map(toSharedFile)}
      next={files.nextCursor}
    />
  );
}
