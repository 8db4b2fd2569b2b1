import { describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/day";
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatDate,
  formatDateTime,
  formatExact,
  formatList,
  formatMoney,
  formatPercent,
  formatRelative,
  plural,
} from "./format";

const london = { locale: "en-GB", zone: "Europe/London" };
const berlin = { locale: "de-DE", zone: "Europe/Berlin" };
const denver = { locale: "en-US", zone: "America/Denver" };

describe("dates", () => {
  test("follow the person's locale and zone", () => {
    expect(formatDateTime("2027-02-19T17:37:04Z", london)).toBe("19 Feb 2027, 17:37");
    expect(formatDate("2027-02-19T23:30:00Z", berlin)).toBe("20. Feb. 2027");
    expect(formatDate("2027-02-19T01:30:00Z", denver)).toBe("Feb 18, 2027");
  });
  test("an hour on either side of the clock change reads as the wall clock does", () => {
    expect(formatExact("2026-10-25T00:30:00Z", london)).toBe("25 Oct 2026, 01:30:00 BST");
    expect(formatExact("2026-10-25T01:30:00Z", london)).toBe("25 Oct 2026, 01:30:00 GMT");
  });
});

describe("formatRelative", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  const from = (minutes: number) => formatRelative(now + minutes * 60_000, now, "en-GB");

  test("takes the largest unit that fits, and never rounds up", () => {
    expect(from(-0.9)).toBe("now");
    expect(from(0.9)).toBe("now");
    expect(from(-2)).toBe("2 min ago");
    expect(from(-119)).toBe("1 hr ago");
    expect(from(-24 * 60)).toBe("yesterday");
    expect(from(3 * 24 * 60)).toBe("in 3 days");
    expect(from(-91 * 24 * 60)).toBe("3 mo ago");
    expect(from(-800 * 24 * 60)).toBe("2 yr ago");
  });
  test("speaks other languages", () => {
    expect(formatRelative(now - DAY_MS, now, "de-DE")).toBe("gestern");
  });
});

describe("numbers", () => {
  test("money is given in the smallest unit of its currency", () => {
    expect(formatMoney(1999, "EUR", "en-GB")).toBe("€19.99");
    expect(formatMoney(1999, "JPY", "en-GB")).toBe("JP¥1,999");
    expect(formatMoney(-500, "USD", "en-US")).toBe("-$5.00");
  });
  test("bytes count in thousands", () => {
    expect(formatBytes(0, "en-GB")).toBe("0 bytes");
    expect(formatBytes(1, "en-GB")).toBe("1 byte");
    expect(formatBytes(999, "en-GB")).toBe("999 bytes");
    expect(formatBytes(1000, "en-GB")).toBe("1 kB");
    expect(formatBytes(3_240_000_000, "en-GB")).toBe("3.2 GB");
  });
  test("shares and compact figures", () => {
    expect(formatPercent(0.125, "en-GB")).toBe("12.5%");
    expect(formatCompact(12_345, "en-GB")).toBe("12.3k");
  });
});

describe("words", () => {
  const keys = { one: "key", other: "keys" };

  test("plurals follow the language's rule", () => {
    expect(formatCount(1, keys)).toBe("1 key");
    expect(formatCount(1200, keys)).toBe("1,200 keys");
    expect(plural(2, { one: "klucz", few: "klucze", other: "kluczy" }, "pl")).toBe("klucze");
    expect(plural(5, { one: "klucz", few: "klucze", many: "kluczy", other: "klucza" }, "pl")).toBe("kluczy");
  });
  test("lists", () => {
    expect(formatList(["Sources", "Purge", "Analytics"], "en-GB")).toBe("Sources, Purge and Analytics");
    expect(formatList(["Purge", "Billing"], "en-GB", "disjunction")).toBe("Purge or Billing");
  });
});
