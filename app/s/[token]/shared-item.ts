import type { FileRow } from "@/lib/media/queries/rows";
import { isPlayedVideo } from "@/lib/media/rules/file-types";

/** All of a file that a visitor is told. */
export type SharedFile = Pick<FileRow, "id" | "name" | "type" | "size" | "width" | "height"> & {
  hasPicture: boolean;
  isPlayed: boolean;
};

export const toSharedFile = ({ id, name, type, mime, size, width, height, thumbhash }: FileRow): SharedFile => ({
  id,
  name,
  type,
  size,
  width,
  height,
  hasPicture: thumbhash !== null,
  isPlayed: isPlayedVideo(mime),
});
