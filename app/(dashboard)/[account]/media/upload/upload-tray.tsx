"use client";

import { ChevronDown, ChevronUp, Pause, Play, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { UploadQueue } from "@/app/uploads/queue";
import { totalOf } from "@/app/uploads/total";
import { isMoving } from "@/app/uploads/upload";
import { UploadList } from "@/app/uploads/upload-list";
import { useUploadsOf } from "@/app/uploads/use-queue";
import { IconButton } from "@/components/ui/button";
import { useEnvironment } from "@/components/ui/environment";
import { Progress } from "@/components/ui/meter";
import { NameClash } from "./name-clash";

/** Every file on its way, each alone and all together. */
export default function UploadTray({ queue }: { queue: UploadQueue }) {
  const uploads = useUploadsOf(queue);
  const { locale } = useEnvironment();
  const [folded, setFolded] = useState(false);
  const moving = uploads.some(isMoving);
  const router = useRouter();
  useEffect(() => {
    if (!moving) router.refresh();
  }, [moving, router]);
  if (uploads.length === 0) return null;
  const { share, words, detail } = totalOf(uploads, locale);
  const asked = uploads.find(({ state }) => state === "clash");
  const paused = uploads.some(({ state }) => state === "paused");
  const rests = !moving && !paused && !asked;
  return (
    <section
      aria-label="Uploads"
      className="fixed right-4 bottom-4 z-40 grid w-96 max-w-[calc(100vw-2rem)] rounded-card border border-line-2 bg-overlay shadow-panel"
    >
      <header className="grid gap-1.5 px-3 py-2">
        <div className="flex items-center gap-1">
          <span className="min-w-0 flex-1">
            <strong role="status" className="block text-13">
              {words}
            </strong>
            {!rests && <span className="text-12 text-ink-2">{detail}</span>}
          </span>
          {moving && <IconButton label="Pause all" size="sm" icon={<Pause aria-hidden />} onClick={queue.pauseAll} />}
          {!moving && paused && (
            <IconButton label="Go on with all" size="sm" icon={<Play aria-hidden />} onClick={queue.resumeAll} />
          )}
          <IconButton
            label={folded ? "Show the files" : "Hide the files"}
            aria-expanded={!folded}
            size="sm"
            icon={folded ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
            onClick={() => setFolded(!folded)}
          />
          {rests && <IconButton label="Close" size="sm" icon={<X aria-hidden />} onClick={() => queue.clear()} />}
        </div>
        {!rests && <Progress label="All uploads" share={share} />}
      </header>
      {asked && <NameClash key={asked.id} upload={asked} uploads={uploads} queue={queue} />}
      {!folded && (
        <div className="max-h-72 overflow-y-auto border-t border-line">
          <UploadList uploads={uploads} queue={queue} locale={locale} />
        </div>
      )}
    </section>
  );
}
