import fc from "fast-check";
import { expect, test } from "vitest";
import { COUNTRIES, plainTaxId, taxFor, taxOn, whyNotTaxId } from "@/lib/tax/rules";

const german = { sellerCountry: "DE" };

test.each([
  ["at home", { ...german, buyerCountry: "DE", buyerTaxId: null }, 1900],
  ["at home, a business too", { ...german, buyerCountry: "DE", buyerTaxId: "DE123456789" }, 1900],
  ["a business in the Union", { ...german, buyerCountry: "FR", buyerTaxId: "FR12345678901" }, 0],
  ["someone in the Union", { ...german, buyerCountry: "FR", buyerTaxId: null }, 2000],
  ["outside", { ...german, buyerCountry: "US", buyerTaxId: null }, 0],
  ["a seller outside, at home", { sellerCountry: "CH", buyerCountry: "CH", buyerTaxId: null }, 810],
  ["a seller outside, abroad", { sellerCountry: "CH", buyerCountry: "DE", buyerTaxId: null }, 0],
  ["a seller registered nowhere", { sellerCountry: null, buyerCountry: "DE", buyerTaxId: null }, 0],
])("tax %s", (_, given, rate) => {
  expect(taxFor(given).rate).toBe(rate);
});

test("tax is the exact product, rounded once, and a credit takes back just as much", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 30_00 }), (subtotal, rate) => {
      const tax = taxOn(subtotal, rate);
      expect(Math.abs(tax * 10_000 - subtotal * rate)).toBeLessThanOrEqual(5_000);
      expect(taxOn(-subtotal, rate)).toBe(-tax + 0);
    }),
  );
  expect(taxOn(50, 19_00)).toBe(10); // 9.5 cents
});

test.each([
  ["DE", "de 123 456 789", true],
  ["DE", "DE12345678", false],
  ["GR", "EL123456789", true],
  ["GR", "GR123456789", false],
  ["US", "12-3456789", true],
  ["AT", "ATU12345678", true],
  ["NL", "NL123456789B01", true],
  ["BR", "12.345.678/0001-95", true],
  ["BR", "none", false],
])("a tax number of %s: %s", (country, text, fits) => {
  expect(whyNotTaxId(country, plainTaxId(text)) === null).toBe(fits);
});

test("every country is there once, and has a name", () => {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  expect(new Set(COUNTRIES).size).toBe(243);
  expect(COUNTRIES.filter((country) => !names.of(country))).toEqual([]);
});
