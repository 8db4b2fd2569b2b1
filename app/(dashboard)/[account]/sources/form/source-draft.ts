import type { CacheMode, NewConfig, SourceConfig } from "@/lib/sources/rules/config";

/** What stands in the forms of a source; texts as they were typed. */
export type SourceDraft = {
  name: string;
  /** Made from the name while it is empty. */
  slug: string;
  origin: Record<string, string>;
  secrets: Record<string, string>;
  basePath: string;
  domains: readonly string[];
  mode: CacheMode;
  seconds: string;
  errorSeconds: string;
  defaults: string;
  missingImage: string;
  errorImage: string;
  signedOnly: boolean;
  referrers: readonly string[];
};

export const EMPTY_DRAFT: SourceDraft = {
  name: "",
  slug: "",
  origin: {},
  secrets: {},
  basePath: "",
  domains: [],
  mode: "respect",
  seconds: "86400",
  errorSeconds: "60",
  defaults: "",
  missingImage: "",
  errorImage: "",
  signedOnly: false,
  referrers: [],
};

export const draftOf = ({ name, slug }: { name: string; slug: string }, config: SourceConfig): SourceDraft => ({
  name,
  slug,
  origin: config.origin,
  secrets: {},
  basePath: config.basePath,
  domains: config.domains,
  mode: config.cache.mode,
  seconds: String(config.cache.seconds),
  errorSeconds: String(config.cache.errorSeconds),
  defaults: config.defaults,
  missingImage: config.missingImage ?? "",
  errorImage: config.errorImage ?? "",
  signedOnly: config.signedOnly,
  referrers: config.referrers,
});

/** A number that was not typed is none, which the server refuses at its field. */
const numberOf = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : Number.NaN);

export const configOf = (draft: SourceDraft): NewConfig => ({
  origin: draft.origin,
  basePath: draft.basePath,
  domains: [...draft.domains],
  cache: { mode: draft.mode, seconds: numberOf(draft.seconds), errorSeconds: numberOf(draft.errorSeconds) },
  defaults: draft.defaults,
  missingImage: draft.missingImage.trim() || null,
  errorImage: draft.errorImage.trim() || null,
  signedOnly: draft.signedOnly,
  referrers: [...draft.referrers],
});

/** Fields that were left empty are not sent: what is kept sealed stays. */
export const secretsOf = ({ secrets }: SourceDraft): Record<string, string> =>
  Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ""));

/** Messages by the place of the field, as `config.origin.url`; what belongs to no field stands at `form`. */
export type FieldErrors = Record<string, string>;

const PLACES = /^(name|slug|secrets\.\w+|config\.(origin\.\w+|cache\.\w+|\w+))/;

export function errorsOf(message: string, fields: readonly { path: string; message: string }[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const field of fields) errors[PLACES.exec(field.path)?.[0] ?? "form"] ??= field.message;
  return fields.length > 0 ? errors : { form: message };
}
