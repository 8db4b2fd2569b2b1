import type { FileForm } from "./input";

/** The page of a link, or of a folder or file that it opens. */
export const sharedHref = (token: string, place: { folder?: string; file?: string; after?: string } = {}) => {
  const query = new URLSearchParams(place).toString();
  return `/s/${token}${query && `?${query}`}`;
};

export const sharedFileHref = (token: string, fileId: string, form: FileForm) =>
  `/s/${token}/file?file=${fileId}&form=${form}`;

/** All that the link opens, or a folder within it. */
export const sharedZipHref = (token: string, folderId: string | null) =>
  `/s/${token}/zip${folderId === null ? "" : `?folder=${folderId}`}`;
