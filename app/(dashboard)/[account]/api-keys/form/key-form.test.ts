import { expect, test } from "vitest";
import { createKeyInput } from "@/lib/api-keys/input";
import { closureOf } from "@/lib/permissions/permissions";
import { DAY_MS } from "@/lib/day";
import { defaultExpiry, isAllowed, momentOf, reminderDays } from "./expiry";
import { draftOfKey, errorsOf, newDraft, startFrom, templatesWithin, toInput } from "./key-draft";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const free = { zone: "Europe/Berlin", latest: null };
const inDays = (days: number) => new Date(NOW + days * DAY_MS).toISOString();

test("a span is counted from now, a day lasts to its end where the person is", () => {
  expect(momentOf({ kind: "90", day: "" }, free, NOW)).toBe(inDays(90));
  expect(momentOf({ kind: "custom", day: "2027-03-28" }, free, NOW)).toBe("2027-03-28T21:59:59.000Z");
  expect(momentOf({ kind: "custom", day: "" }, free, NOW)).toBeUndefined();
  expect(momentOf({ kind: "never", day: "" }, free, NOW)).toBeNull();
  expect(momentOf({ kind: "kept", day: "" }, free, NOW)).toBeUndefined();
});

test("the account's maximum bounds every choice", () => {
  const bounds = { zone: "UTC", latest: inDays(60) };
  expect(isAllowed("30", bounds, NOW)).toBe(true);
  expect(isAllowed("90", bounds, NOW)).toBe(false);
  expect(isAllowed("never", bounds, NOW)).toBe(false);
  expect(momentOf({ kind: "custom", day: "2030-01-01" }, bounds, NOW)).toBe(bounds.latest);
  expect(momentOf({ kind: "30", day: "" }, { ...bounds, latest: inDays(29.9) }, NOW)).toBe(inDays(29.9));
});

test("a new key ends after 90 days, or after the longest time that is allowed", () => {
  const within = (days: number) =>
    defaultExpiry({ zone: "UTC", latest: new Date(Date.now() + days * DAY_MS).toISOString() });
  expect(defaultExpiry(free).kind).toBe("90");
  expect(within(60).kind).toBe("30");
  expect(within(7).kind).toBe("7");
  expect(within(3)).toMatchObject({ kind: "custom", day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
});

test("the reminder is told as the job sends it", () => {
  expect(reminderDays(inDays(90), NOW)).toBe(7);
  expect(reminderDays(inDays(7), NOW)).toBe(3);
});

test("a template brings its permissions, and its name unless one was typed", () => {
  const [deploys, uploads] = templatesWithin(closureOf(["account_admin"]));
  if (!deploys || !uploads) throw new Error("Templates are missing.");
  const started = startFrom(startFrom(newDraft(free), uploads), deploys);
  expect(toInput(started, free)).toMatchObject({ name: "CI deploys", permissions: ["sources", "purge"] });
  expect(startFrom({ ...started, name: "Mine" }, uploads).name).toBe("Mine");
  expect(templatesWithin(closureOf(["analytics"])).map(({ label }) => label)).toEqual(["Read analytics"]);
});

test("what a key has goes through the form unchanged, and the command takes it", () => {
  const saved = {
    name: "ci",
    permissions: ["purge"],
    ipRanges: ["10.0.0.0/8"],
    sourceIds: ["src_1"],
    rateLimit: 60,
  } as const;
  expect(toInput(draftOfKey(saved), free)).toEqual(saved);
  const input = toInput({ ...newDraft(free), name: "ci" }, free);
  expect(createKeyInput.safeParse(input)).toMatchObject({ success: true, data: { ipRanges: null, rateLimit: null } });
});

test("a refusal is told at its field", () => {
  expect(errorsOf("No.", [{ path: "ipRanges.2", message: "This is no address." }])).toEqual({
    ipRanges: "This is no address.",
  });
  expect(errorsOf("All keys are in use.", [])).toEqual({ form: "All keys are in use." });
});
