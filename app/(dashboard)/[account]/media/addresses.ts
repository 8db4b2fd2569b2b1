/** The page of a folder; null is the start of the library. */
export const folderHref = (account: string, folderId: string | null) =>
  folderId === null ? `/${account}/media` : `/${account}/media?folder=${folderId}`;

export const collectionHref = (account: string, collectionId: string) => `/${account}/media?collection=${collectionId}`;

/** A picture that was made of it, the file for the page to show, or the file to keep. */
type Rendition = "thumbnail" | "preview" | "content" | "download";

/** The bytes of a file, of its current version unless another one is named. */
export const fileHref = (account: string, fileId: string, rendition: Rendition, versionId?: string) =>
  `/api/media/${account}/files/${fileId}/${rendition}${versionId ? `?version=${versionId}` : ""}`;
