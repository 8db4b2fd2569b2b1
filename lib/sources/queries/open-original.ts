import "server-only";
import { notFound } from "@/lib/errors";
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
  { accountId, type, config, secrets }: Opened,
  path: string,
  { signal }: { signal: AbortSignal },
): Promise<Original> {
  const origin = originOf(type);
  const whole = [config.basePath, path].filter(Boolean).join("/");
  if (!path || !(origin.takesAddresses || isPlainPath(whole))) throw notFound("image");
  return origin.open({ accountId, values: { ...config.origin, ...secrets } }, { path: whole, signal });
}
