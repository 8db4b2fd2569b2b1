import type { SourceConfig } from "@/lib/sources/rules/config";

/** One line of what a deployment changes. */
export type Change = { label: string; before: string; after: string };

/** `origin` are the labels of the type's fields by their names. */
type OriginLabels = Record<string, string>;

const MODES = { respect: "as the origin says", override: "always", minimum: "as the origin says, at least" } as const;

const NONE = "none";

const cacheOf = ({ mode, seconds }: SourceConfig["cache"]) =>
  mode === "respect" ? `${MODES.respect}, else ${seconds} s` : `${MODES[mode]} ${seconds} s`;

/** Each setting in words, so that two configurations can be laid side by side. */
function linesOf(config: SourceConfig, labels: OriginLabels): Map<string, string> {
  const list = (items: readonly string[]) => items.join(", ") || NONE;
  return new Map([
    ...Object.entries(labels).map(([name, label]): [string, string] => [label, config.origin[name] ?? NONE]),
    ["Base path", config.basePath || NONE],
    ["Domains", list(config.domains)],
    ["Cache time", cacheOf(config.cache)],
    ["Cache time of errors", `${config.cache.errorSeconds} s`],
    ["Default parameters", config.defaults || NONE],
    ["Missing image", config.missingImage ?? NONE],
    ["Error image", config.errorImage ?? NONE],
    ["Signed addresses only", config.signedOnly ? "yes" : "no"],
    ["Allowed referrers", config.referrers.length > 0 ? list(config.referrers) : "all"],
  ]);
}

/** What differs between two configurations, in the order of the form; before the first there is nothing. */
export function changesBetween(before: SourceConfig | null, after: SourceConfig, labels: OriginLabels): Change[] {
  const old = before ? linesOf(before, labels) : new Map<string, string>();
  return [...linesOf(after, labels)]
    .map(([label, value]) => ({ label, before: old.get(label) ?? NONE, after: value }))
    .filter((change) => change.before !== change.after);
}
