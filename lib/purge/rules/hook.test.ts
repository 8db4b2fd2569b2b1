import { describe, expect, it } from "vitest";
import { callsFor, encodePath, HOOK_TEMPLATES, whyNotHook, writeCall } from "@/lib/purge/rules/hook";

const targets = Array.from({ length: 31 }, (_, n) => `img.example.com/${n}.jpg`);

describe("the call to the CDN in front", () => {
  it("tells Cloudflare of 30 prefixes at once", () => {
    const calls = callsFor(HOOK_TEMPLATES.cloudflare, targets);
    expect(calls.map(({ length }) => length)).toEqual([30, 1]);
    expect(writeCall(HOOK_TEMPLATES.cloudflare, "pur_1-2", calls[1] ?? [], "https://")).toEqual({
      method: "POST",
      url: "https://api.cloudflare.com/client/v4/zones/ZONE_ID/purge_cache",
      body: '{"prefixes": ["img.example.com/30.jpg"]}',
    });
  });

  it("purges at Fastly address by address", () => {
    expect(callsFor(HOOK_TEMPLATES.fastly, targets)).toHaveLength(31);
    expect(writeCall(HOOK_TEMPLATES.fastly, "pur_1-1", ["img.example.com/a.jpg"], "https://")).toEqual({
      method: "PURGE",
      url: "https://img.example.com/a.jpg",
      body: "",
    });
  });

  it("keeps to JSON and to addresses, whatever a path is called", () => {
    const target = `img.example.com/${encodePath('press/"}} {{id}} $& ü?.jpg')}`;
    const { body } = writeCall(HOOK_TEMPLATES.custom, "pur_1-1", [target], "https://");
    const told = JSON.parse(body) as { id: string; urls: string[] };
    expect(told).toEqual({ id: "pur_1-1", urls: [`https://${target}`] });
    expect(decodeURIComponent(new URL(told.urls[0] ?? "").pathname)).toBe('/press/"}} {{id}} $& ü?.jpg');
  });
});

describe("a hook that could tell nothing is refused", () => {
  it("where it names nothing", () =>
    expect(whyNotHook({ url: "https://cdn.example.com/purge", body: '{"all": "{{id}}"}' })).toBe(
      "The address or the body must name what is purged, by {{prefixes}}, {{urls}}, {{url}}.",
    ));
  it("where it names what is not there", () =>
    expect(whyNotHook({ url: "https://cdn.example.com/{{path}}", body: "{{urls}}" })).toBe(
      "There is no {{path}}. There is {{prefixes}}, {{urls}}, {{url}}, {{id}}.",
    ));
  it.each(Object.entries(HOOK_TEMPLATES))("and the template %s tells something", (_name, template) =>
    expect(whyNotHook(template)).toBeNull(),
  );
});
