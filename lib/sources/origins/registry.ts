import "server-only";
import { library } from "@/lib/sources/origins/library";
import type { OriginField, OriginType } from "@/lib/sources/origins/origin";
import { s3 } from "@/lib/sources/origins/s3";
import { s3Compatible } from "@/lib/sources/origins/s3-compatible";
import { webFolder } from "@/lib/sources/origins/web-folder";
import { webProxy } from "@/lib/sources/origins/web-proxy";
import { SOURCE_TYPES, type SourceType } from "@/lib/sources/rules/config";

/** Every type of source there is. */
const ORIGINS: Record<SourceType, OriginType> = {
  library,
  web_folder: webFolder,
  web_proxy: webProxy,
  s3,
  s3_compatible: s3Compatible,
};

export const originOf = (type: SourceType): OriginType => ORIGINS[type];

/** What a form needs to know of a type; plain data, for the browser. */
export type TypeDescription = Omit<OriginType, "open" | "test" | "fields"> & {
  type: SourceType;
  fields: Omit<OriginField, "problemOf">[];
};

export function describeType(type: SourceType): TypeDescription {
  const { open: _open, test: _test, fields, ...origin } = ORIGINS[type];
  return { ...origin, type, fields: fields.map(({ problemOf: _problemOf, ...field }) => field) };
}

/** The types that can be created: the library has its source already. */
export const describeCreatable = (): TypeDescription[] =>
  SOURCE_TYPES.filter((type) => type !== "library").map(describeType);
