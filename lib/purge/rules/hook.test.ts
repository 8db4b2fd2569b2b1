import { describe, expect, it } from "vitest";
import { callsFor, encodePath, HOOK_TEMPLATES, namesOf, whyNotHook, writeCall } from "@/lib/purge/rules/hook";

const targets = Array.from({ length: 101 }, (_, n) => `${n}`);

const PREFIXES = { method: "POST", url: "https://cdn.example.com/", body: '{"prefixes": {{prefixes}}}' };
const URLS = { method: "POST", url: "https://cdn.example.com/", body: '{"id": "{{id}}", "urls": {{urls}}}' };

describe("the call to the CDN in front", () => {
  it.each([
    ["cloudflare", "https://api.cloudflare.com/client/v4/zones/ZONE_ID/purge_cache", '{"tags": ["100"]}'],
    ["fastly", "https://api.fastly.com/service/SERVICE_ID/purge", '{"surrogate_keys": ["100"]}'],
  ] as const)("tells %s of 100 keys at once", (template, url, body) => {
    const calls = callsFor(HOOK_TEMPLATES[template], targets);
    expect(calls.map(({ length }) => length)).toEqual([100, 1]);
    expect(writeCall(HOOK_TEMPLATES[template], "pur_1-2", calls[1] ?? [], "https://")).toEqual({
      method: "POST",
      url,
      body,
    });
  });

  it.each([
    ["BAN", "https://varnish.example.com/{{key}}", "https://varnish.example.com/img.example.com/a.jpg"],
    ["PURGE", "{{url}}", "https://img.example.com/a.jpg"],
  ])("names one thing by %s where the hook says so", (method, url, called) => {
    expect(callsFor({ url, body: "" }, targets)).toHaveLength(101);
    const call = writeCall({ method, url, body: "" }, "pur_1-1", ["img.example.com/a.jpg"], "https://");
    expect(call).toEqual({ method, url: called, body: "" });
  });

  it("keeps to JSON and to addresses, whatever a path is called", () => {
    const target = `img.example.com/${encodePath('press/"}} {{id}} $& ü?.jpg')}`;
    const { body } = writeCall(URLS, "pur_1-1", [target], "https://");
    const told = JSON.parse(body) as { id: string; urls: string[] };
    expect(told).toEqual({ id: "pur_1-1", urls: [`https://${target}`] });
    expect(decodeURIComponent(new URL(told.urls[0] ?? "").pathname)).toBe('/press/"}} {{id}} $& ü?.jpg');
  });
});

describe("a hook that could tell nothing is refused", () => {
  it("where it names nothing", () =>
    expect(whyNotHook({ url: "https://cdn.example.com/purge", body: '{"all": "{{id}}"}' })).toBe(
      "The address or the body must name what is purged, by {{keys}}, {{key}}, {{prefixes}}, {{urls}}, {{url}}.",
    ));
  it("where it names what is not there", () =>
    expect(whyNotHook({ url: "https://cdn.example.com/{{path}}", body: "{{urls}}" })).toBe(
      "There is no {{path}}. There is {{keys}}, {{key}}, {{prefixes}}, {{urls}}, {{url}}, {{id}}.",
    ));
  it("where it names it in two ways", () =>
    expect(whyNotHook({ url: "https://cdn.example.com/", body: "{{keys}} {{urls}}" })).toBe(
      "Name what is purged in one way: by keys or by urls.",
    ));
  it.each(Object.entries(HOOK_TEMPLATES))("and the template %s names keys", (_name, template) => {
    expect(whyNotHook(template)).toBeNull();
    expect(namesOf(template)).toBe("keys");
  });
  it("and others name addresses", () => expect([PREFIXES, URLS].map(namesOf)).toEqual(["prefixes", "urls"]));
});
