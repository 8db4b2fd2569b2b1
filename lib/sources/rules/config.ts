import * as z from "zod/mini";
import { closed, line } from "@/lib/input";

export const SOURCE_TYPES = ["library", "web_folder", "web_proxy", "s3", "s3_compatible"] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

export const CACHE_MODES = ["respect", "override", "minimum"] as const;
export type CacheMode = (typeof CACHE_MODES)[number];

const MOST_SECONDS = 365 * 24 * 3600;
const LIST_MOST = 20;

const seconds = z
  .number("A number of seconds is expected.")
  .check(z.int("Seconds are whole."), z.minimum(0, "No less than 0."), z.maximum(MOST_SECONDS, "A year at most."));

/** Below the origin, as `press/2027`: without slashes at its ends, without steps up. */
const path = line("A path", 500).check(
  z.overwrite((text) => text.replace(/^\/+|\/+$/g, "")),
  z.refine(isPlainPath, "Write it as press/2027, without . and .. in it."),
);

/** A host name without a port, in its canonical writing: small letters, punycode. */
const host = line("A host name", 253).check(
  z.overwrite((text) => hostOf(text) ?? ""),
  z.minLength(1, "Write it as images.example.com."),
);

/** The same, or `*.` before it for all below. */
const referrer = line("A host name", 255).check(
  z.overwrite((text) => {
    const [, star = "", rest = ""] = /^(\*\.)?(.*)$/s.exec(text) ?? [];
    const name = hostOf(rest);
    return name ? star + name : "";
  }),
  z.minLength(1, "Write it as example.com or *.example.com."),
);

/** A field that a type of source asks for. */
export const fieldName = z.string("The name of a field is expected.").check(z.maxLength(60, "There is no such field."));

const listOf = <T extends z.ZodMiniType<string>>(item: T) =>
  z.array(item, "A list is expected.").check(
    z.maxLength(LIST_MOST, `At most ${LIST_MOST}.`),
    z.refine((items) => new Set(items).size === items.length, "One is named twice."),
  );

const maybePath = z.nullable(path.check(z.minLength(1, "Name an image, or none at all.")));

/** Everything that a deployment makes live. What is left out has the value that stands here. */
export const sourceConfig = closed({
  /** Put before the path of every image. */
  basePath: z._default(path, ""),
  /** Host names of its own, beside `{slug}.` before the server's. */
  domains: z._default(listOf(host), []),
  /**
   * How long caches keep an image, in seconds. `respect`: as long as its origin says, `seconds` where it says nothing.
   * `override`: always `seconds`. `minimum`: as the origin says, but at least `seconds`. Errors: `errorSeconds`.
   */
  cache: z._default(
    closed({
      mode: z.enum(CACHE_MODES, `One of these is expected: ${CACHE_MODES.join(", ")}.`),
      seconds,
      errorSeconds: seconds,
    }),
    { mode: "respect", seconds: 86_400, errorSeconds: 60 },
  ),
  /** A query string that every address begins with, as `auto=format&q=75`; what an address says itself wins. */
  defaults: z._default(line("Default parameters", 1000).check(z.overwrite((text) => text.replace(/^\?/, ""))), ""),
  /** Delivered, with its status, in place of an image that is not there. */
  missingImage: z._default(maybePath, null),
  /** The same where the origin fails. */
  errorImage: z._default(maybePath, null),
  /** Whether an address without a valid signature is refused. */
  signedOnly: z._default(z.boolean("true or false is expected."), false),
  /** Sites that may show the images; none means all. A request that names no site is answered. */
  referrers: z._default(listOf(referrer), []),
  /** What the type asks for, by the names of its fields. Secrets are never among them. */
  origin: z._default(z.record(fieldName, line("A field", 2000)), {}),
});

export type SourceConfig = z.infer<typeof sourceConfig>;
export type NewConfig = z.input<typeof sourceConfig>;

/** A configuration as it was stored, with what it left out. */
export const readConfig = (stored: Record<string, unknown>): SourceConfig => sourceConfig.parse(stored);

/** Whether the path stays below the place it is put after: no steps up, no empty ones, nothing that cannot be seen. */
export function isPlainPath(text: string): boolean {
  return (
    text === "" || text.split("/").every((part) => part !== "" && part !== "." && part !== ".." && !UNSEEN.test(part))
  );
}

const UNSEEN = /[\p{Cc}\\\u2028\u2029]/u;

function hostOf(text: string): string | null {
  const name = text.trim().replace(/\.$/, "");
  if (!/^[^/:?#@[\]\s]{1,253}$/.test(name) || !URL.canParse(`https://${name}`)) return null;
  const { hostname } = new URL(`https://${name}`);
  return hostname.includes(".") && !/^[\d.]+$/.test(hostname) ? hostname : null;
}

/** Whether two configurations mean the same, however their fields are ordered. */
export const isSameConfig = (one: SourceConfig, other: SourceConfig): boolean => written(one) === written(other);

const written = (config: SourceConfig): string =>
  JSON.stringify(config, (_key, value: unknown) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
