import { expect, test } from "vitest";
import { AS_IT_IS, AT_A_TIME, fieldOf, settingsFrom } from "./link-draft";

const NOW = Date.parse("2027-03-01T00:00:00Z");

const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

test("times are those of the person's zone, also across the change of the clocks", () => {
  const fields = { startsAt: "2027-03-28T01:30", ends: AT_A_TIME, expiresAt: "2027-03-29T01:30" };
  const settings = settingsFrom(formOf(fields), "Europe/Lisbon", NOW);
  expect(settings.startsAt?.toISOString()).toBe("2027-03-28T01:30:00.000Z");
  expect(settings.expiresAt?.toISOString()).toBe("2027-03-29T00:30:00.000Z");
  expect(fieldOf(new Date("2027-03-29T00:30:00Z"), "Europe/Lisbon")).toBe("2027-03-29T01:30");
});

test("an end and a passcode that nobody touched are not sent", () => {
  const settings = settingsFrom(formOf({ ends: AS_IT_IS, passcode: "", maxViews: "", download: "on" }), "UTC", NOW);
  expect(settings).not.toHaveProperty("expiresAt");
  expect(settings).not.toHaveProperty("passcode");
  expect(settings).toMatchObject({ download: true, maxViews: null, maxDownloads: null });
});

test("a passcode is changed or removed, and empty limits mean none", () => {
  expect(settingsFrom(formOf({ passcode: "open sesame" }), "UTC", NOW).passcode).toBe("open sesame");
  expect(settingsFrom(formOf({ passcode: "", removePasscode: "on" }), "UTC", NOW).passcode).toBeNull();
  expect(settingsFrom(formOf({ maxUploads: "5", maxMegabytes: "1.5" }), "UTC", NOW)).toMatchObject({
    maxUploads: 5,
    maxUploadBytes: 1_500_000,
  });
});

test("the same form sent again ends at the same moment", () => {
  expect(settingsFrom(formOf({ ends: "7" }), "UTC", NOW).expiresAt).toEqual(new Date("2027-03-08T00:00:00Z"));
});
