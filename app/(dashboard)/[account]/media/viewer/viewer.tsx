"use client";

import "yet-another-react-lightbox/styles.css";
import { Download } from "lucide-react";
import Lightbox, { type GenericSlide, type Slide } from "yet-another-react-lightbox";
import Zoom from "yet-another-react-lightbox/plugins/zoom";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import type { FileRow } from "@/lib/media/queries/rows";
import { fileHref } from "../addresses";
import { detailOf } from "../library/columns";
import { FileSlide } from "./file-slide";

declare module "yet-another-react-lightbox" {
  interface SlideTypes {
    /** What is no picture. */
    file: GenericSlide & { type: "file"; file: FileRow };
  }
}

type Props = {
  account: string;
  files: readonly FileRow[];
  index: number;
  onMove: (file: FileRow) => void;
  onClose: () => void;
};

/** One file over the whole window: pictures and first pages to zoom into, video and sound to play, of the others what they are. */
export default function Viewer({ account, files, index, onMove, onClose }: Props) {
  const shown = files[index];
  useShortcut({ keys: "space", label: "Close", overDialogs: true, priority: 3, run: onClose });
  return (
    <Lightbox
      open
      index={index}
      close={onClose}
      slides={files.map((file) => slideOf(account, file))}
      plugins={[Zoom]}
      carousel={{ finite: true, preload: 1 }}
      zoom={{ maxZoomPixelRatio: 4, scrollToZoom: true }}
      controller={{ closeOnBackdropClick: true }}
      animation={{ fade: 160, swipe: 240 }}
      portal={{ container: { "aria-label": shown?.name, "data-modal": "" } as object }}
      className="viewer"
      toolbar={{
        buttons: [
          <span key="name" className="viewer-name">
            <strong>{shown?.name}</strong>
            <span>{shown && detailOf(shown)}</span>
          </span>,
          shown?.can.download && (
            <a
              key="download"
              href={fileHref(account, shown.id, "download")}
              aria-label={`Download ${shown.name}`}
              className="yarl__button"
              download
            >
              <Download aria-hidden className="yarl__icon" />
            </a>
          ),
          "close",
        ],
      }}
      render={{
        slide: ({ slide, offset }) =>
          slide.type === "file" ? <FileSlide account={account} file={slide.file} isShown={offset === 0} /> : undefined,
      }}
      on={{
        view: ({ index: to }) => {
          const file = files[to];
          if (file && to !== index) onMove(file);
        },
      }}
    />
  );
}

/** What a browser draws from the original without losing its size. */
const DRAWN = new Set(["image/jpeg", "image/png", "image/webp", "image/gif", "image/avif"]);
const PREVIEW_SIDE = 2000;

function slideOf(account: string, file: FileRow): Slide {
  const { id, name, thumbhash, width, height, mime } = file;
  if (thumbhash === null) return { type: "file", file };
  // Of a document there is the first page alone.
  if (width === null || height === null) return { src: fileHref(account, id, "preview"), alt: name };
  const scale = Math.min(1, PREVIEW_SIDE / Math.max(width, height));
  const preview = {
    src: fileHref(account, id, "preview"),
    width: Math.round(width * scale),
    height: Math.round(height * scale),
  };
  const original = { src: fileHref(account, id, "content"), width, height };
  return {
    ...preview,
    alt: name,
    width,
    height,
    srcSet: DRAWN.has(mime) && scale < 1 ? [preview, original] : [preview],
  };
}
