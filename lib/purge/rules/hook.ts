/** One thing that a call of the hook names, as `images.example.com/press/hero.jpg`: host and path, ready for an address. */
export type HookTarget = string;

type HookCall = { method: string; url: string; body: string };

/**
 * What stands in for what is purged. `{{prefixes}}`: a JSON list of host and path without scheme, each meant with all that
 * begins like it. `{{urls}}`: the same as full addresses. `{{url}}`: one of them, a call for each. `{{id}}`: the call's own.
 */
const PLACEHOLDERS = ["{{prefixes}}", "{{urls}}", "{{url}}", "{{id}}"] as const;

const NAMING = PLACEHOLDERS.slice(0, 3);

/** Cloudflare takes 30 in one call, others more. */
const PER_CALL = 30;

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
    body: '{"prefixes": {{prefixes}}}',
  },
  fastly: {
    label: "Fastly",
    method: "PURGE",
    url: "{{url}}",
    headers: [{ name: "Fastly-Key", value: "" }],
    body: "",
  },
  custom: {
    label: "Another",
    method: "POST",
    url: "https://",
    headers: [{ name: "Content-Type", value: "application/json" }],
    body: '{"id": "{{id}}", "urls": {{urls}}}',
  },
} as const;

export type HookTemplate = keyof typeof HOOK_TEMPLATES;

/** Why such a hook could tell nothing, in a sentence. */
export function whyNotHook({ url, body }: { url: string; body: string }): string | null {
  const known = new Set<string>(PLACEHOLDERS);
  const stray = `${url}${body}`.match(/\{\{[^}]*\}\}/g)?.find((name) => !known.has(name));
  if (stray) return `There is no ${stray}. There is ${PLACEHOLDERS.join(", ")}.`;
  if (!NAMING.some((name) => url.includes(name) || body.includes(name)))
    return `The address or the body must name what is purged, by ${NAMING.join(", ")}.`;
  return null;
}

/** The calls that tell of these targets: one for each where `{{url}}` is written, else one for up to 30. */
export function callsFor(hook: { url: string; body: string }, targets: readonly HookTarget[]): HookTarget[][] {
  const size = hook.url.includes("{{url}}") || hook.body.includes("{{url}}") ? 1 : PER_CALL;
  return Array.from({ length: Math.ceil(targets.length / size) }, (_, call) =>
    targets.slice(call * size, (call + 1) * size),
  );
}

type Written = { method: string; url: string; body: string };

/** The call as it is sent. `scheme`: of the addresses, with `://`. Targets are encoded for JSON, or for an address. */
export function writeCall(hook: Written, id: string, targets: readonly HookTarget[], scheme: string): HookCall {
  const urls = targets.map((target) => scheme + target);
  const fill = (text: string) =>
    text
      .replaceAll("{{prefixes}}", () => JSON.stringify(targets))
      .replaceAll("{{urls}}", () => JSON.stringify(urls))
      .replaceAll("{{url}}", () => urls[0] ?? "")
      .replaceAll("{{id}}", () => id);
  return { method: hook.method, url: fill(hook.url), body: fill(hook.body) };
}

/** A path as it stands in an address; its slashes stay. */
export const encodePath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");
