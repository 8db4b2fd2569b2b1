/**
 * One thing that a call of the hook names: a key, or host and path ready for an address, as
 * `images.example.com/press/hero.jpg`.
 */
export type HookTarget = string;

/** `keys`: of answers. `prefixes`: of addresses, each meant with all that begins like it. `urls`: addresses as they stand. */
export type HookNames = "keys" | "prefixes" | "urls";

type HookCall = { method: string; url: string; body: string };

/**
 * What stands in for what is purged: JSON lists, of keys, of hosts with paths, of full addresses; or one of a list, a call
 * for each.
 */
const PLACEHOLDERS: Record<string, HookNames> = {
  "{{keys}}": "keys",
  "{{key}}": "keys",
  "{{prefixes}}": "prefixes",
  "{{urls}}": "urls",
  "{{url}}": "urls",
};

/** The call's own, the same when it is made again. */
const ID = "{{id}}";

const NAMING = Object.keys(PLACEHOLDERS).join(", ");

/** Cloudflare takes 100 in one call, others more. */
const PER_CALL = 100;

/** Starting points. What is written in capitals is the account's own. */
export const HOOK_TEMPLATES = {
  cloudflare: {
    label: "Cloudflare",
    method: "POST",
    url: "https://api.cloudflare.com/client/v4/zones/ZONE_ID/purge_cache",
    headers: [
      { name: "Authorization", value: "Bearer " },
      { name: "Content-Type", value: "application/json" },
    ],
    body: '{"tags": {{keys}}}',
  },
  fastly: {
    label: "Fastly",
    method: "POST",
    url: "https://api.fastly.com/service/SERVICE_ID/purge",
    headers: [
      { name: "Fastly-Key", value: "" },
      { name: "Content-Type", value: "application/json" },
    ],
    body: '{"surrogate_keys": {{keys}}}',
  },
  custom: {
    label: "Another",
    method: "POST",
    url: "https://",
    headers: [{ name: "Content-Type", value: "application/json" }],
    body: '{"id": "{{id}}", "keys": {{keys}}}',
  },
} as const;

export type HookTemplate = keyof typeof HOOK_TEMPLATES;

type Texts = { url: string; body: string };

const placeholdersIn = ({ url, body }: Texts): string[] => `${url}${body}`.match(/\{\{[^}]*\}\}/g) ?? [];

/** What a hook names; one that passes names one kind of thing. */
export function namesOf(hook: Texts): HookNames | undefined {
  return placeholdersIn(hook).flatMap((name) => PLACEHOLDERS[name] ?? [])[0];
}

/** Why such a hook could tell nothing, in a sentence. */
export function whyNotHook(hook: Texts): string | null {
  const used = placeholdersIn(hook);
  const stray = used.find((name) => !(name in PLACEHOLDERS) && name !== ID);
  if (stray) return `There is no ${stray}. There is ${NAMING}, ${ID}.`;
  const kinds = new Set(used.flatMap((name) => PLACEHOLDERS[name] ?? []));
  if (kinds.size === 0) return `The address or the body must name what is purged, by ${NAMING}.`;
  return kinds.size === 1 ? null : `Name what is purged in one way: by ${[...kinds].join(" or by ")}.`;
}

/** The calls that tell of these targets: one for each where a single one is written, else one for up to 100. */
export function callsFor(hook: Texts, targets: readonly HookTarget[]): HookTarget[][] {
  const size = placeholdersIn(hook).some((name) => name === "{{url}}" || name === "{{key}}") ? 1 : PER_CALL;
  return Array.from({ length: Math.ceil(targets.length / size) }, (_, call) =>
    targets.slice(call * size, (call + 1) * size),
  );
}

type Written = Texts & { method: string };

/** The call as it is sent. `scheme`: of the addresses, with `://`. Targets are encoded for JSON, or for an address. */
export function writeCall(hook: Written, id: string, targets: readonly HookTarget[], scheme: string): HookCall {
  const [first = ""] = targets;
  const list = JSON.stringify(targets);
  const values: Record<string, string> = {
    "{{keys}}": list,
    "{{key}}": first,
    "{{prefixes}}": list,
    "{{urls}}": JSON.stringify(targets.map((target) => scheme + target)),
    "{{url}}": scheme + first,
    [ID]: id,
  };
  const fill = (text: string) => text.replace(/\{\{\w+\}\}/g, (name) => values[name] ?? name);
  return { method: hook.method, url: fill(hook.url), body: fill(hook.body) };
}

/** A path as it stands in an address; its slashes stay. */
export const encodePath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");
