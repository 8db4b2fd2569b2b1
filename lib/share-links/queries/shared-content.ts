import "server-only";
import { playedFilm } from "@/lib/media/queries/played-film";
import { type Content, readContent } from "@/lib/media/queries/read-content";
import { isPlayedVideo } from "@/lib/media/rules/file-types";
import type { OpenLink } from "@/lib/share-links/queries/open-link";

/**
 * A film as a visitor sees it in the page, without what a camera wrote in it. One that cannot be looked through is played
 * as it is where visitors may download it anyway. Null for whatever is not played.
 */
export async function watchFilm({ actor, canDownload }: OpenLink, fileId: string): Promise<Content | null> {
  const film = await readContent(actor, fileId, { rendition: "original", use: "view" });
  if (!isPlayedVideo(film.mime)) return null;
  return (await playedFilm(film)) ?? (canDownload ? film : null);
}
