"use client";

import { Upload as UploadIcon } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { type Dropped, readChosen } from "@/app/uploads/dropped-files";
import type { UploadQueue } from "@/app/uploads/queue";
import { useDrop } from "@/app/uploads/use-drop";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { cn } from "@/lib/cn";

const BroughtFiles = lazy(() => import("./brought-files"));

type Props = { token: string; locale: string };

/** Where a visitor drops files for whoever asked. Folders are not recreated: what is in them comes side by side. */
export default function FileRequest({ token, locale }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const opening = useRef<Promise<UploadQueue>>(null);
  const [queue, setQueue] = useState<UploadQueue>();
  const [isLost, setLost] = useState(false);
  const open = async () => {
    const { UploadQueue } = await import("@/app/uploads/queue");
    const opened = new UploadQueue({ endpoint: `/s/${token}/uploads`, owner: null });
    setQueue(opened);
    return opened;
  };
  const take = async ({ files, unread }: Dropped) => {
    opening.current ??= open();
    const queue = await opening.current.catch(() => null);
    if (!queue) opening.current = null;
    setLost(!queue);
    queue?.add(
      files.map(({ file }) => ({ file, path: "", folderId: null })),
      unread.map(({ name }) => ({ name, path: "" })),
    );
  };
  const over = useDrop((dropped) => void take(dropped));
  return (
    <>
      <div
        className={cn(
          "grid justify-items-center gap-3 rounded-card border-2 border-dashed px-4 py-12 text-center",
          over ? "border-petrol bg-petrol-wash" : "border-control",
        )}
      >
        <UploadIcon aria-hidden className="size-8 text-ink-3" />
        <p className="text-16">{over ? "Let go to send them" : "Drop files here"}</p>
        <Button look="primary" onClick={() => input.current?.click()}>
          Choose files
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="Files to send"
          onChange={({ target }) => {
            if (target.files) void take(readChosen(target.files));
            target.value = "";
          }}
        />
      </div>
      {isLost && (
        <Callout tone="crimson" role="alert">
          Nothing was sent: no answer came from the server. Check the connection and drop them again.
        </Callout>
      )}
      {queue && (
        <Suspense fallback={null}>
          <BroughtFiles queue={queue} locale={locale} />
        </Suspense>
      )}
    </>
  );
}
