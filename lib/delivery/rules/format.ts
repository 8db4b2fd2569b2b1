import { isFilm } from "@/lib/films/traces";
import type { Format, Transformation } from "@/lib/delivery/rules/transformation";

/** What browsers show and we can render; of all else, the stored bytes are delivered. */
const PICTURES = /^image\/(jpeg|png|gif|webp|avif|tiff|heic|heif|svg\+xml)$/;
const DRAWING = "image/svg+xml";

/**
 * Whether the answer is rendered. A picture always is, because its file also says where it was taken; a drawing of which
 * nothing is asked stays one.
 */
export const isRendered = (mime: string, { original }: Transformation, isPlain: boolean): boolean =>
  PICTURES.test(mime) && !original && !(mime === DRAWING && isPlain);

/** Whether the answer is the pictures and sound of a film, without what a camera wrote beside them. */
export const isWatched = (mime: string, { original }: Transformation): boolean => isFilm(mime) && !original;

type Kept = { mime: string; isOpaque?: boolean };

/** Whether the answer shows bytes that may tell more than the picture. */
export const tellsAll = ({ mime, isOpaque = false }: Kept, { original }: Transformation): boolean =>
  isOpaque || (original && ((PICTURES.test(mime) && mime !== DRAWING) || isFilm(mime)));

/** The format to render; null: that of the original. @param accept of the request */
export function formatFor({ format }: Transformation, accept: string): Format | null {
  if (format !== "auto") return format;
  const takes = (mime: string) => accept.split(",").some((one) => isTaken(one, mime));
  if (takes("image/avif")) return "avif";
  return takes("image/webp") ? "webp" : null;
}

/** Named itself, and not with a weight of nothing. */
function isTaken(range: string, mime: string): boolean {
  const [name = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
  return name === mime && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
}
