import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { formatBytes } from "@/lib/format";
import { sharedFileHref } from "./addresses";
import type { SharedFile } from "./shared-item";
import { SharedPicture } from "./shared-picture";

type Props = { token: string; file: SharedFile; locale: string; canDownload: boolean };

/** One file, as large as the window allows. */
export function SharedFileView({ token, file, locale, canDownload }: Props) {
  return (
    <article aria-labelledby="name" className="grid gap-4">
      <header className="flex flex-wrap items-center gap-3">
        <div className="min-w-0">
          <h1 id="name" className="truncate text-20">
            {file.name}
          </h1>
          <p className="text-13 text-ink-2">
            {file.width && file.height && `${file.width} × ${file.height}, `}
            {formatBytes(file.size, locale)}
          </p>
        </div>
        {canDownload && (
          <a href={sharedFileHref(token, file.id, "download")} className={`${buttonClass("primary")} ml-auto`}>
            <Download aria-hidden />
            Download
          </a>
        )}
      </header>
      <div className="min-h-64 rounded-card bg-surface-2 p-4 [&>span]:h-64">
        <SharedPicture token={token} file={file} large />
      </div>
    </article>
  );
}
