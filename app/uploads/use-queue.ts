import { useSyncExternalStore } from "react";
import type { UploadQueue } from "./queue";
import type { Upload } from "./upload";

/** The uploads of a queue as they stand. */
export const useUploadsOf = (queue: UploadQueue): readonly Upload[] =>
  useSyncExternalStore(queue.subscribe, () => queue.uploads);
