import { AppError } from "@/lib/errors";
import { formatBytes } from "@/lib/format";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import type { StorageUse } from "@/lib/media/queries/storage-use";

/** Why so many bytes more do not fit into what the account may store. A visitor is told nothing of the account. */
export function whyNoStorage(
  { used, begun, limit }: StorageUse,
  size: number,
  { kind }: Pick<MediaActor, "kind">,
): AppError | null {
  if (limit === null || used + begun + size <= limit) return null;
  if (kind === "share_link")
    return new AppError("full", "There is no room for this file. Tell the person who sent you the link.");
  const [taken, most, more] = [used + begun, limit, size].map((bytes) => formatBytes(bytes, "en"));
  const begunToo = begun > 0 ? ", uploads on their way among them" : "";
  return new AppError(
    "full",
    `${taken} of the ${most} that this account may store are taken${begunToo}, and this file has ${more}. Delete files for good or old versions, or ask someone with the permission Billing for a larger plan.`,
  );
}
