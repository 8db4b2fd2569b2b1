import "server-only";
import { AppError } from "@/lib/errors";
import { isPicture } from "@/lib/media/rules/file-types";
import { originOf } from "@/lib/sources/origins/registry";
import { openOriginal } from "@/lib/sources/queries/open-original";
import type { DeliveredSource } from "@/lib/sources/queries/find-delivered";
import { OriginFault, type Report } from "@/lib/sources/rules/fault";

const PATIENCE_MS = 30_000;

type Tried = Pick<DeliveredSource, "accountId" | "type" | "config" | "secrets">;

/**
 * Goes the way that delivery will go, and tells of each part that holds: to the origin itself, and then to these images.
 * @throws OriginFault naming the first part that does not hold
 */
export async function tryOrigin(source: Tried, images: readonly string[], report: Report): Promise<void> {
  const { accountId, type, config, secrets } = source;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const place = { accountId, values: { ...config.origin, ...secrets } };
  try {
    await originOf(type).test(place, { basePath: config.basePath, signal, report });
    for (const path of images) await tryImage(source, path, signal, report);
  } catch (error) {
    if (signal.aborted) throw new OriginFault("answer", `It took longer than ${PATIENCE_MS / 1000} seconds.`);
    throw error;
  }
}

async function tryImage(source: Tried, path: string, signal: AbortSignal, report: Report): Promise<void> {
  const { bytes, mime, size } = await openOriginal(source, path, { signal }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found")
      throw new OriginFault("path", `There is no image at ${path}.`);
    throw error;
  });
  await bytes.cancel();
  report("path", `${path} is there.`);
  if (!isPicture(mime)) throw new OriginFault("image", `${path} is not an image: it holds ${mime}.`);
  report("image", size === null ? `It is an image: ${mime}.` : `It is an image: ${mime}, ${size} bytes.`);
}
