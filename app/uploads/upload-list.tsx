import { Check, Pause, Play, RotateCw, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/button";
import { Progress } from "@/components/ui/meter";
import { formatBytes } from "@/lib/format";
import type { UploadQueue } from "./queue";
import { isMoving, type Upload, type UploadState } from "./upload";

/** So many stand in the page; the ones that want something first. */
const MOST_SHOWN = 100;

const ORDER: UploadState[] = ["clash", "failed", "unread", "missing", "sending", "paused", "waiting", "done"];

type Props = { uploads: readonly Upload[]; queue: UploadQueue; locale: string };

/** Each file on its way, and what can be done about it. */
export function UploadList({ uploads, queue, locale }: Props) {
  const sorted = uploads.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const more = sorted.length - MOST_SHOWN;
  return (
    <>
      <ul aria-label="Files" className="grid">
        {sorted.slice(0, MOST_SHOWN).map((upload) => (
          <UploadRow key={upload.id} upload={upload} queue={queue} locale={locale} />
        ))}
      </ul>
      {more > 0 && <p className="px-3 py-2 text-12 text-ink-2">{more} more</p>}
    </>
  );
}

function UploadRow({ upload, queue, locale }: { upload: Upload; queue: UploadQueue; locale: string }) {
  const { name, path, size, sent, state, problem } = upload;
  return (
    <li className="grid gap-1 border-t border-line px-3 py-2 text-13 first:border-t-0">
      <span className="flex items-center gap-1">
        <span className="min-w-0 flex-1">
          <span className="block truncate font-strong">{name}</span>
          {path && <span className="block truncate text-12 text-ink-3">{path}</span>}
        </span>
        <Buttons upload={upload} queue={queue} />
      </span>
      {state === "done" ? (
        <span className="flex items-center gap-1 text-12 text-ink-2">
          <Check aria-hidden className="text-moss" /> {formatBytes(size, locale)}
        </span>
      ) : (
        <>
          {state !== "unread" && <Progress label={`Upload of ${name}`} share={size > 0 ? sent / size : 0} />}
          <span className="text-12 text-ink-2">
            {problem ? (
              <span className={state === "missing" || state === "clash" ? "text-amber-ink" : "text-crimson-ink"}>
                {problem}
              </span>
            ) : (
              wordsOf(upload, locale)
            )}
          </span>
        </>
      )}
    </li>
  );
}

function wordsOf({ state, sent, size }: Upload, locale: string): string {
  if (state === "waiting") return `Waiting, ${formatBytes(size, locale)}`;
  const far = `${formatBytes(sent, locale)} of ${formatBytes(size, locale)}`;
  if (state === "paused") return `Paused at ${far}`;
  return sent === size ? "Storing it" : far;
}

function Buttons({ upload, queue }: { upload: Upload; queue: UploadQueue }) {
  const { id, name, state } = upload;
  const button = (label: string, icon: ReactNode, act: () => void) => (
    <IconButton size="sm" label={`${label} ${name}`} icon={icon} onClick={act} />
  );
  return (
    <>
      {isMoving(upload) && button("Pause", <Pause aria-hidden />, () => queue.pause(id))}
      {state === "paused" && button("Go on with", <Play aria-hidden />, () => queue.resume(id))}
      {state === "failed" && button("Try again with", <RotateCw aria-hidden />, () => queue.resume(id))}
      {state !== "done" && button("Cancel", <X aria-hidden />, () => queue.cancel(id))}
    </>
  );
}
