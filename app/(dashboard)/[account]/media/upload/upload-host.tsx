"use client";

import { lazy, Suspense } from "react";
import { type Uploader, useOpenQueue } from "./open-queue";

const UploadTray = lazy(() => import("./upload-tray"));

/** Shows what is on its way, on whichever page of the account; what was unfinished goes on after a reload. */
export function UploadHost(uploader: Uploader) {
  const queue = useOpenQueue(uploader);
  if (!queue) return null;
  return (
    <Suspense fallback={null}>
      <UploadTray queue={queue} />
    </Suspense>
  );
}
