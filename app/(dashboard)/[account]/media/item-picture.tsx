"use client";

import { thumbHashToDataURL } from "thumbhash";
import { TypeGlyph } from "@/app/type-glyph";
import { cn } from "@/lib/cn";
import { fileHref } from "./addresses";
import type { DrawnRow } from "./item";

/** The picture that a job made, or the glyph of the type. What was uploaded is itself never drawn. */
export function ItemPicture({ account, row, large = false }: { account: string; row: DrawnRow; large?: boolean }) {
  if (row.kind === "folder") return <TypeGlyph type="folder" />;
  const { thumbhash } = row;
  if (thumbhash === null) return <TypeGlyph type={row.type} />;
  return (
    <img
      key={`${row.id} ${row.version}`}
      ref={(image) => {
        if (image) blurUntilLoaded(image, thumbhash);
      }}
      // Another version is another address: a browser keeps what it has drawn.
      src={`${fileHref(account, row.id, large ? "preview" : "thumbnail")}?v=${row.version}`}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      className={cn("size-full rounded-control", large ? "object-contain" : "object-cover")}
    />
  );
}

/** The thumbhash stands behind the picture until it has come. By script: the server may write no style. */
function blurUntilLoaded(image: HTMLImageElement, thumbhash: string): void {
  if (image.complete) return;
  const bytes = Uint8Array.from(atob(thumbhash), (letter) => letter.codePointAt(0) ?? 0);
  image.style.background = `center / cover url(${thumbHashToDataURL(bytes)})`;
  image.addEventListener("load", () => image.style.removeProperty("background"), { once: true });
}
