import "server-only";
import { playedFilm } from "@/lib/media/queries/played-film";
import { type Content, readContent } from "@/lib/media/queries/read-content";
import { isPlayedVideo } from "@/lib/media/rules/file-types";
import { refusal } from "@/lib/permissions/can";
import type { OpenLink } from "@/lib/share-links/queries/open-link";
import type { Derivative } from "@/lib/storage/storage";

export const sharedPicture = ({ actor }: OpenLink, fileId: string, rendition: Derivative): Promise<Content> =>
  readContent(actor, fileId, { rendition, use: "view" });

/** A file as it was uploaded. @throws AppError `forbidden` where the link gives nothing to keep */
export async function sharedDownload({ actor }: OpenLink, fileId: string): Promise<Content> {
  if (!actor.link.download) throw refusal("media.download");
  return readContent(actor, fileId, { rendition: "original", use: "download" });
}

/**
 * A film as a visitor sees it in the page, without what a camera wrote in it. One that cannot be looked through is played
 * as it is where visitors may download it anyway. Null for whatever is not played.
 */
export async function watchFilm({ actor, canDownload }: OpenLink, fileId: string): Promise<Content | null> {
  const film = await readContent(actor, fileId, { rendition: "original", use: "view" });
  if (!isPlayedVideo(film.mime)) return null;
  return (await playedFilm(film)) ?? (canDownload ? film : null);
}
