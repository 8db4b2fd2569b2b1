import { findFile } from "@/lib/media/queries/find-file";
import { filesSearch } from "@/lib/media/input/search";
import { type FilesPage, listFiles } from "@/lib/media/queries/list-files";
import { listFolder } from "@/lib/media/queries/list-folder";
import { readSearch, type SearchParams } from "@/lib/http/read-search";
import type { OpenLink } from "@/lib/share-links/queries/open-link";
import { watchFilm } from "@/lib/share-links/queries/shared-content";
import { sharedFileHref, sharedHref, sharedZipHref } from "./addresses";
import { SharedFileView } from "./shared-file";
import { SharedGrid } from "./shared-grid";
import { toSharedFile } from "./shared-item";

type Props = { link: OpenLink; params: SearchParams; locale: string };

/** What the link opens, or a folder or file within it. Everything is read as the link, which reaches nothing else. */
export async function SharedPlace({ link, params, locale }: Props) {
  if (link.item.kind === "file")
    return <SharedFilePlace link={link} fileId={link.item.id} params={params} locale={locale} />;
  if (typeof params.file === "string")
    return <SharedFilePlace link={link} fileId={params.file} params={params} locale={locale} />;
  const { actor, item, token, canDownload } = link;
  const folderId = item.kind === "folder" ? folderOf(link, params) : null;
  const [files, opened] = await Promise.all([
    listPage(link, params),
    folderId === null ? null : listFolder(actor, folderId),
  ]);
  const folders = params.after ? [] : (opened?.folders.rows ?? []);
  const isEmpty = folders.length + files.rows.length === 0;
  const within = folderId === item.id ? null : folderId;
  return (
    <SharedGrid
      token={token}
      locale={locale}
      title={opened?.folder?.name ?? item.name}
      folderId={within ?? undefined}
      after={typeof params.after === "string" ? params.after : undefined}
      above={opened?.breadcrumbs.slice(0, -1) ?? []}
      folders={folders}
      files={files.rows.map(toSharedFile)}
      next={files.nextCursor}
      zipHref={canDownload && !isEmpty ? sharedZipHref(token, within) : null}
    />
  );
}

/** One file, with the ones before and after it on the same page of the grid. */
async function SharedFilePlace({ link, fileId, params, locale }: Props & { fileId: string }) {
  const { actor, item, token, canDownload } = link;
  const alone = item.kind === "file";
  const [file, page] = await Promise.all([findFile(actor, fileId), alone ? null : listPage(link, params)]);
  const film = file.type === "video" ? await watchFilm(link, fileId) : null;
  const within = item.kind === "folder" && folderOf(link, params) !== item.id ? folderOf(link, params) : undefined;
  const after = typeof params.after === "string" ? params.after : undefined;
  const place = { ...(within && { folder: within }), ...(after && { after }) };
  const at = page?.rows.findIndex(({ id }) => id === fileId) ?? -1;
  const beside = (step: 1 | -1) => (at < 0 ? undefined : page?.rows[at + step]);
  const hrefOf = (row?: { id: string }) => row && sharedHref(token, { ...place, file: row.id });
  const next = beside(1);
  return (
    <SharedFileView
      token={token}
      file={toSharedFile(file)}
      isPlayed={film !== null}
      locale={locale}
      canDownload={canDownload}
      ways={{ up: alone ? undefined : sharedHref(token, place), previous: hrefOf(beside(-1)), next: hrefOf(next) }}
      ahead={next?.thumbhash ? sharedFileHref(token, next.id, "preview") : undefined}
    />
  );
}

const folderOf = ({ item }: OpenLink, { folder }: SearchParams) => (typeof folder === "string" ? folder : item.id);

function listPage(link: OpenLink, params: SearchParams): Promise<FilesPage> {
  const { actor, item } = link;
  const place = item.kind === "folder" ? { folder: folderOf(link, params) } : { collection: item.id };
  return listFiles(actor, readSearch(filesSearch, { ...place, sort: "name", cursor: params.after }));
}
