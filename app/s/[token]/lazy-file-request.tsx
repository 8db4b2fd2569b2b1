"use client";

import { lazy, Suspense } from "react";
import { Skeleton } from "@/components/ui/skeleton";

const FileRequest = lazy(() => import("./file-request"));

/** Apart, so that whoever only looks does not load what sends files. */
export function LazyFileRequest(props: { token: string; locale: string }) {
  return (
    <Suspense fallback={<Skeleton className="h-[232px]" />}>
      <FileRequest {...props} />
    </Suspense>
  );
}
