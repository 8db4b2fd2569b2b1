import "server-only";
import { library } from "@/lib/sources/origins/library";
import type { OriginType } from "@/lib/sources/origins/origin";
import { s3 } from "@/lib/sources/origins/s3";
import { s3Compatible } from "@/lib/sources/origins/s3-compatible";
import { webFolder } from "@/lib/sources/origins/web-folder";
import { webProxy } from "@/lib/sources/origins/web-proxy";
import type { SourceType } from "@/lib/sources/rules/config";

/** Every type of source there is. */
const ORIGINS: Record<SourceType, OriginType> = {
  library,
  web_folder: webFolder,
  web_proxy: webProxy,
  s3,
  s3_compatible: s3Compatible,
};

export const originOf = (type: SourceType): OriginType => ORIGINS[type];
