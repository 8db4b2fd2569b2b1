import "server-only";
import { notFound } from "@/lib/errors";
import { type FileAt, findFileAt } from "@/lib/media/queries/find-file-at";
import { originOf } from "@/lib/sources/origins/registry";
import type { Original } from "@/lib/sources/origins/origin";
import type { DeliveredSource } from "@/lib/sources/queries/find-delivered";
import { isPlainPath } from "@/lib/sources/rules/config";

export type { Original } from "@/lib/sources/origins/origin";

type Opened = Pick<DeliveredSource, "accountId" | "type" | "config" | "secrets">;

/**
 * The original of an image. `path` is what stands in the address after the source, decoded once, without a slash in front.
 * @throws notFound, and OriginFault, whose sentence is for those who manage the source and whose `part` can be told anyone
 */
export async function openOriginal(
  source: Opened,
  path: string,
  { signal }: { signal: AbortSignal },
): Promise<Original> {
  const { accountId, type, config, secrets } = source;
  const whole = wholePath(source, path);
  return originOf(type).open({ accountId, values: { ...config.origin, ...secrets } }, { path: whole, signal });
}

/** The file that a path of a library's source leads to; null where there is none. @throws notFound for what is no path */
export const findLibraryFile = async (source: Opened, path: string): Promise<FileAt | null> =>
  findFileAt(source.accountId, wholePath(source, path).split("/"));

function wholePath({ type, config }: Opened, path: string): string {
  const whole = [config.basePath, path].filter(Boolean).join("/");
  if (!path || !(originOf(type).takesAddresses || isPlainPath(whole))) throw notFound("image");
  return whole;
}
