import { expect, test } from "vitest";
import { invoicePdf } from "@/lib/billing/pdfkit";
import type { Invoice } from "@/lib/billing/queries/invoice-rows";

const line = (text: string) => ({ text, quantity: 1, unitPrice: 4900, amount: 4900 });

const invoice = (lines: number): Invoice => ({
  id: "bil_x",
  kind: "invoice",
  number: "7K2M9QAB-2026-0007",
  status: "open",
  issuedAt: new Date("2026-11-15T10:00:00Z"),
  dueAt: new Date("2026-11-29T10:00:00Z"),
  seller: { lines: ["Aperture Demo GmbH", "Torstraße 1"], country: "DE", taxId: "DE123456789" },
  buyer: { lines: ["Spółka Łódzka Fotografii i Wydawnictwa", "90-001 Łódź", "東京"], country: "PL", taxId: null },
  lines: Array.from({ length: lines }, (_, i) => line(`Pro plan with 5 seats, month ${i}`)),
  currency: "EUR",
  subtotal: 4900,
  taxRate: 23_00,
  taxNote: "Tax of PL",
  tax: 1127,
  total: 6027,
  chargeAt: null,
  toConfirm: false,
  due: 6027,
});

async function read(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all).toString("latin1");
}

const pagesOf = (pdf: string) => pdf.match(/\/Type \/Page\b(?!s)/g)?.length;

test.each([
  [1, 1],
  [60, 3],
])("an invoice of %i lines is a whole PDF of %i sheets, whatever letters a name has", async (lines, sheets) => {
  const pdf = await read(invoicePdf(invoice(lines), "IBAN DE02 1203 0000 0000 2020 51"));
  expect(pdf.startsWith("%PDF-1.")).toBe(true);
  expect(pdf.trimEnd().endsWith("%%EOF")).toBe(true);
  expect(pagesOf(pdf)).toBe(sheets);
});
