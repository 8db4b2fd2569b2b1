import { Download } from "lucide-react";
import { TypeGlyph } from "@/app/type-glyph";
import { ButtonAnchor } from "@/components/ui/button";
import type { FileRow } from "@/lib/media/queries/rows";
import { FILE_TYPES, isPlayedAudio, isPlayedVideo } from "@/lib/media/rules/file-types";
import { fileHref } from "../addresses";
import { Bytes } from "../bytes";

/** What is no picture: played where the browser can, otherwise told of, with the way to have it. */
export function FileSlide({ account, file, isShown }: { account: string; file: FileRow; isShown: boolean }) {
  const { id, name, type, mime, size, can } = file;
  const src = fileHref(account, id, "content");
  if (isPlayedVideo(mime))
    return (
      isShown && <video controls autoPlay muted playsInline src={src} aria-label={name} className="viewer-video" />
    );
  return (
    <div className="viewer-file">
      <span className="size-24">
        <TypeGlyph type={type} />
      </span>
      <strong className="text-16">{name}</strong>
      <span className="text-13 text-ink-2">
        {FILE_TYPES[type].label}, <Bytes value={size} />
      </span>
      {isPlayedAudio(mime) && isShown && (
        <audio controls src={src} aria-label={name}>
          <track kind="captions" />
        </audio>
      )}
      {can.download && (
        <ButtonAnchor look="primary" icon={<Download aria-hidden />} href={fileHref(account, id, "download")} download>
          Download
        </ButtonAnchor>
      )}
    </div>
  );
}
