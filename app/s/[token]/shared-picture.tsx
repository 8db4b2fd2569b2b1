import { TypeGlyph } from "@/app/type-glyph";
import { sharedFileHref } from "./addresses";
import type { SharedFile } from "./shared-item";

/** A picture that a job made of the file, or the glyph of its type. */
export function SharedPicture({ token, file }: { token: string; file: SharedFile }) {
  if (!file.hasPicture) return <TypeGlyph type={file.type} />;
  return (
    <img
      src={sharedFileHref(token, file.id, "thumbnail")}
      alt=""
      loading="lazy"
      decoding="async"
      className="size-full rounded-control object-cover"
    />
  );
}
