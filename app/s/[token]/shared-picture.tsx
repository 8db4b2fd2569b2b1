import { TypeGlyph } from "@/app/type-glyph";
import { sharedFileHref } from "./addresses";
import type { SharedFile } from "./shared-item";

/** A picture that a job made of the file, or the glyph of its type. */
export function SharedPicture({ token, file, large = false }: { token: string; file: SharedFile; large?: boolean }) {
  if (!file.hasPicture) return <TypeGlyph type={file.type} />;
  return (
    <img
      src={sharedFileHref(token, file.id, large ? "preview" : "thumbnail")}
      alt={large ? file.name : ""}
      loading="lazy"
      decoding="async"
      className={large ? "mx-auto max-h-[75vh] max-w-full object-contain" : "size-full rounded-control object-cover"}
    />
  );
}
