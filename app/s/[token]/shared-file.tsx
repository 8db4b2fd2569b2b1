import { ArrowLeft, ChevronLeft, ChevronRight, Download } from "lucide-react";
import { TypeGlyph } from "@/app/type-glyph";
import { buttonClass } from "@/components/ui/button";
import { PlainLink } from "@/components/ui/plain-link";
import { formatBytes } from "@/lib/format";
import { sharedFileHref } from "./addresses";
import type { SharedFile } from "./shared-item";
import { Viewer, ViewerKeys } from "./viewer";
import type { Ways } from "./ways";

type Props = {
  token: string;
  file: SharedFile;
  isPlayed: boolean;
  locale: string;
  canDownload: boolean;
  ways: Ways;
  ahead?: string;
};

/** One file, as large as the window allows. */
export function SharedFileView({ token, file, isPlayed, locale, canDownload, ways, ahead }: Props) {
  return (
    <article aria-labelledby="name" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <header className="flex flex-wrap items-center gap-3">
        {ways.up && (
          <PlainLink
            href={ways.up}
            aria-label="All files"
            title="All files"
            className={buttonClass("quiet", "md", true)}
          >
            <ArrowLeft aria-hidden />
          </PlainLink>
        )}
        <div className="min-w-0 flex-1">
          <h1 id="name" className="truncate text-20">
            {file.name}
          </h1>
          <p className="text-13 text-ink-2">
            {file.width && file.height && `${file.width} × ${file.height}, `}
            {formatBytes(file.size, locale)}
          </p>
        </div>
        {canDownload && (
          <a href={sharedFileHref(token, file.id, "download")} className={buttonClass("primary")}>
            <Download aria-hidden />
            Download
          </a>
        )}
      </header>
      <div className="relative rounded-card bg-surface-2 p-4 max-md:p-2">
        {isPlayed ? (
          <>
            <ViewerKeys ways={ways} />
            <video
              key={file.id}
              controls
              controlsList={canDownload ? undefined : "nodownload"}
              playsInline
              preload="metadata"
              poster={file.hasPicture ? sharedFileHref(token, file.id, "preview") : undefined}
              src={sharedFileHref(token, file.id, "video")}
              aria-label={file.name}
              className="mx-auto max-h-[72vh] max-w-full"
            >
              <track kind="captions" />
            </video>
          </>
        ) : file.hasPicture ? (
          <Viewer
            key={file.id}
            src={sharedFileHref(token, file.id, "preview")}
            name={file.name}
            ways={ways}
            ahead={ahead}
          />
        ) : (
          <div className="h-64">
            <ViewerKeys ways={ways} />
            <TypeGlyph type={file.type} />
            {file.type === "video" && <p className="text-center text-13 text-ink-2">This video is not played here.</p>}
          </div>
        )}
      </div>
      {(ways.previous || ways.next) && (
        <nav aria-label="Files beside this one" className="flex justify-between gap-2">
          <Way href={ways.previous} label="Previous" />
          <Way href={ways.next} label="Next" />
        </nav>
      )}
    </article>
  );
}

function Way({ href, label }: { href?: string; label: "Previous" | "Next" }) {
  if (!href) return <span />;
  return (
    <PlainLink href={href} className={buttonClass("secondary")}>
      {label === "Previous" && <ChevronLeft aria-hidden />}
      {label}
      {label === "Next" && <ChevronRight aria-hidden />}
    </PlainLink>
  );
}
