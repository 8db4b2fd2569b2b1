import type { FileRow } from "@/lib/media/queries/rows";

/** All of a file that a visitor is told. */
export type SharedFile = Pick<FileRow, "id" | "name" | "type" | "size" | "width" | "height"> & {
  hasPicture: boolean;
};

export const toSharedFile = ({ id, name, type, size, width, height, thumbhash }: FileRow): SharedFile => ({
  id,
  name,
  type,
  size,
  width,
  height,
  hasPicture: thumbhash !== null,
});
