import { TypeGlyph } from "@/app/type-glyph";
import { cn } from "@/lib/cn";
import { fileHref } from "./addresses";
import type { MediaRow } from "./item";

/** The picture that a job made, or the glyph of the type. What was uploaded is itself never drawn. */
export function ItemPicture({ account, row, large = false }: { account: string; row: MediaRow; large?: boolean }) {
  if (row.kind === "folder") return <TypeGlyph type="folder" />;
  if (row.thumbhash === null) return <TypeGlyph type={row.type} />;
  return (
    <img
      src={fileHref(account, row.id, large ? "preview" : "thumbnail")}
      alt=""
      loading="lazy"
      decoding="async"
      className={cn("size-full rounded-control", large ? "object-contain" : "object-cover")}
    />
  );
}
