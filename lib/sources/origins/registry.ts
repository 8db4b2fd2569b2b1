import "server-only";
import { library } from "@/lib/sources/origins/library";
import type { OriginType } from "@/lib/sources/origins/origin";
import { webFolder } from "@/lib/sources/origins/web-folder";
import type { SourceType } from "@/lib/sources/rules/config";

const ORIGINS: Partial<Record<SourceType, OriginType>> = {
  library,
  web_folder: webFolder,
};

export const originOf = (type: SourceType): OriginType => {
  const origin = ORIGINS[type];
  if (!origin) throw new Error(`There is no source of the type ${type}.`);
  return origin;
};
