import type { ItemKind } from "@/lib/media/queries/find-item";

/** The page of a folder; null is the start of the library. */
export const folderHref = (account: string, folderId: string | null) =>
  folderId === null ? `/${account}/media` : `/${account}/media?folder=${folderId}`;

export const collectionHref = (account: string, collectionId: string) => `/${account}/media?collection=${collectionId}`;

/** A thing as somebody else sees it; `after` turns the page of its files. */
export const previewHref = (
  account: string,
  memberId: string,
  { kind, id }: { kind: ItemKind; id: string },
  after?: string,
) => `/${account}/media/preview?${new URLSearchParams({ as: memberId, [kind]: id, ...(after && { after }) })}`;

/** The library where the reader finds a thing themselves. */
export const itemHref = (account: string, { kind, id }: { kind: ItemKind; id: string }) =>
  kind === "file"
    ? `/${account}/media?item=${id}`
    : kind === "folder"
      ? folderHref(account, id)
      : collectionHref(account, id);

/** A picture that was made of it, the file for the page to show, or the file to keep. */
type Rendition = "thumbnail" | "preview" | "content" | "download";

/** The bytes of a file, of its current version unless another one is named. */
export const fileHref = (account: string, fileId: string, rendition: Rendition, versionId?: string) =>
  `/api/media/${account}/files/${fileId}/${rendition}${versionId ? `?version=${versionId}` : ""}`;
