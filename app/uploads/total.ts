import { formatBytes, formatCount } from "@/lib/format";
import { isMoving, isOver, type Upload } from "./upload";

/** All uploads together: how far they are, from 0 to 1, and in words. */
export function totalOf(uploads: readonly Upload[], locale: string): { share: number; words: string; detail: string } {
  const sum = (of: (upload: Upload) => number) => uploads.reduce((total, upload) => total + of(upload), 0);
  const [sent, size] = [sum((upload) => upload.sent), sum((upload) => upload.size)];
  const done = uploads.filter(isOver).length;
  return {
    share: size > 0 ? sent / size : done / Math.max(1, uploads.length),
    words: wordsOf(uploads, done),
    detail: `${formatBytes(sent, locale)} of ${formatBytes(size, locale)}`,
  };
}

function wordsOf(uploads: readonly Upload[], done: number): string {
  const count = (state: Upload["state"]) => uploads.filter((upload) => upload.state === state).length;
  if (done === uploads.length) return "All files have come";
  const asked = count("clash");
  if (asked > 0) return `${formatCount(asked, { one: "name is", other: "names are" })} taken`;
  if (uploads.some(isMoving)) return `${done} of ${formatCount(uploads.length, { one: "file", other: "files" })} here`;
  const failed = count("failed");
  if (failed > 0) return `${formatCount(failed, { one: "file", other: "files" })} did not arrive`;
  const unread = count("unread");
  if (unread > 0) return `${formatCount(unread, { one: "file", other: "files" })} could not be read`;
  const missing = count("missing");
  if (missing > 0) return `${formatCount(missing, { one: "file", other: "files" })} to drop again`;
  return "Paused";
}
