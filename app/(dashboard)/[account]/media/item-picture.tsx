import {
  File,
  FileArchive,
  FileAudio,
  FileText,
  FileVideo,
  Folder,
  Image as ImageIcon,
  type LucideIcon,
  PenTool,
} from "lucide-react";
import { cn } from "@/lib/cn";
import type { FileType } from "@/lib/media/rules/types";
import { fileHref } from "./addresses";
import type { MediaRow } from "./item";

const GLYPHS: Record<FileType, LucideIcon> = {
  image: ImageIcon,
  vector: PenTool,
  video: FileVideo,
  audio: FileAudio,
  document: FileText,
  archive: FileArchive,
  other: File,
};

/** The thumbnail that a job made, or the glyph of the type. What was uploaded is itself never drawn. */
export function ItemPicture({ account, row, large = false }: { account: string; row: MediaRow; large?: boolean }) {
  if (row.kind === "file" && row.thumbhash !== null)
    return (
      <img
        src={fileHref(account, row.id, large ? "preview" : "thumbnail")}
        alt=""
        loading="lazy"
        decoding="async"
        className={cn("size-full rounded-control", large ? "object-contain" : "object-cover")}
      />
    );
  const Glyph = row.kind === "folder" ? Folder : GLYPHS[row.type];
  return (
    <span className="grid size-full place-items-center text-ink-3 [&_svg]:h-2/5 [&_svg]:w-2/5">
      <Glyph aria-hidden />
    </span>
  );
}
