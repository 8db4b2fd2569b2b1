import {
  File,
  FileArchive,
  FileAudio,
  FileText,
  FileVideo,
  Folder,
  Image,
  type LucideIcon,
  PenTool,
} from "lucide-react";
import type { FileType } from "@/lib/media/rules/file-types";

const GLYPHS: Record<FileType | "folder", LucideIcon> = {
  folder: Folder,
  image: Image,
  vector: PenTool,
  video: FileVideo,
  audio: FileAudio,
  document: FileText,
  archive: FileArchive,
  other: File,
};

/** Stands where there is no picture; fills the place that it is given. */
export function TypeGlyph({ type }: { type: FileType | "folder" }) {
  const Glyph = GLYPHS[type];
  return (
    <span className="grid size-full place-items-center text-ink-3 [&_svg]:h-2/5 [&_svg]:w-2/5">
      <Glyph aria-hidden />
    </span>
  );
}
