import { expect, test } from "vitest";
import { billingDetailsInput, termsInput } from "@/lib/billing/input";
import { BILLED_TO } from "@/lib/billing/testing/payer";

test.each([
  ["a price of one's own", termsInput, { plan: "pro", seats: 5, price: 1 }],
  ["the Free plan", termsInput, { plan: "free", seats: 1 }],
  ["half a seat", termsInput, { plan: "enterprise", seats: 50.5 }],
  ["a negative number of seats", termsInput, { plan: "enterprise", seats: -50 }],
  ["no such country", billingDetailsInput, { ...BILLED_TO, country: "XX" }],
  ["a tax number of another country", billingDetailsInput, { ...BILLED_TO, taxId: "DE123456789" }],
  ["no company", billingDetailsInput, { ...BILLED_TO, company: " " }],
])("refused: %s", (_, schema, input) => {
  expect(schema.safeParse(input).success).toBe(false);
});
