/** The page of a folder; null is the start of the library. */
export const folderHref = (account: string, folderId: string | null) =>
  folderId === null ? `/${account}/media` : `/${account}/media?folder=${folderId}`;

export const collectionHref = (account: string, collectionId: string) => `/${account}/media?collection=${collectionId}`;

export type FileForm = "download" | "thumbnail" | "preview";

/** The bytes of a file, or of a picture that was made of it. */
export const fileHref = (account: string, fileId: string, form: FileForm) =>
  `/${account}/media/file?file=${fileId}&form=${form}`;
