import fc from "fast-check";
import PDFDocument from "pdfkit";
import sharp from "sharp";
import { expect, test, vi } from "vitest";
import { invoicePdf } from "@/lib/billing/pdfkit";
import type { Invoice } from "@/lib/billing/queries/invoice-rows";
import { picturesOf } from "@/lib/billing/sharp";

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
  const pdf = await read(await invoicePdf(invoice(lines), "IBAN DE02 1203 0000 0000 2020 51"));
  expect(pdf.startsWith("%PDF-1.")).toBe(true);
  expect(pdf.trimEnd().endsWith("%%EOF")).toBe(true);
  expect(pagesOf(pdf)).toBe(sheets);
});

type Box = { sheet: number; what: string; left: number; right: number; top: number; bottom: number };

/** Where each text and picture of an invoice is put, in points from the sheet's upper left corner. */
async function boxesOf(made: Invoice): Promise<Box[]> {
  const boxes: Box[] = [];
  const { text, image } = PDFDocument.prototype;
  type Pdf = InstanceType<typeof PDFDocument>;
  const sheets = new Map<object, number>();
  const note = (pdf: Pdf, what: string, [left, top]: [number, number], [width, height]: [number, number]) => {
    const sheet = sheets.get(pdf.page) ?? sheets.size;
    sheets.set(pdf.page, sheet);
    boxes.push({ sheet, what, left, right: left + width, top, bottom: top + height });
  };
  vi.spyOn(PDFDocument.prototype, "text").mockImplementation(function (this: Pdf, ...given) {
    const [what, x, y] = given as unknown as [string, number, number];
    note(this, what, [x, y], [this.widthOfString(what), this.currentLineHeight()]);
    return text.apply(this, given);
  });
  vi.spyOn(PDFDocument.prototype, "image").mockImplementation(function (this: Pdf, ...given) {
    const [, x, y, size] = given as unknown as [Buffer, number, number, { width: number; height: number }];
    note(this, "picture", [x, y], [size.width, size.height]);
    return image.apply(this, given);
  });
  await read(await invoicePdf(made, "IBAN DE02 1203 0000 0000 2020 51, BIC BYLADEM1001"));
  vi.restoreAllMocks();
  return boxes;
}

const overlap = (a: Box, b: Box) =>
  a.sheet === b.sheet &&
  a.left < b.right - 0.01 &&
  b.left < a.right - 0.01 &&
  a.top < b.bottom - 0.01 &&
  b.top < a.bottom - 0.01;

const A4 = { width: 595.28, height: 841.89 };

const SCRIPTS = [
  "株式会社東京写真スタジオ",
  "شركة التصوير المتحدة للنشر",
  "חברת הצילום",
  "Студия Север",
  "Ảnh Việt",
  "<b>&co</b> 東京",
];

test("nothing leaves the sheet or lies on anything else, whatever is on the invoice", async () => {
  const letters = fc.constantFrom("W", "i", "ö", "Ł", " ", "-", "&");
  const name = fc.oneof(
    fc.string({ unit: letters, minLength: 1, maxLength: 160 }),
    fc.constantFrom(...SCRIPTS),
    fc.constantFrom(...SCRIPTS).map((text) => `${text} `.repeat(9)),
  );
  const anInvoice = fc.record({
    names: fc.array(name, { minLength: 1, maxLength: 5 }),
    lines: fc.array(fc.record({ text: name, amount: fc.integer({ min: -2_147_483_647, max: 2_147_483_647 }) }), {
      maxLength: 40,
    }),
    note: fc.string({ unit: letters, maxLength: 300 }),
  });
  await fc.assert(
    fc.asyncProperty(anInvoice, async ({ names, lines, note }) => {
      const boxes = await boxesOf({
        ...invoice(0),
        buyer: { lines: names, country: "PT", taxId: "PT123456789" },
        lines: lines.map(({ text, amount }) => ({ text: `Pro ${text}`, quantity: 500, unitPrice: amount, amount })),
        taxNote: note,
        subtotal: 2_147_483_647,
      });
      const outside = boxes.filter(
        ({ left, right, top, bottom }) => left < 55 || right > A4.width - 55 || top < 55 || bottom > A4.height - 40,
      );
      expect(outside).toEqual([]);
      const clashes = boxes.flatMap((a, i) =>
        boxes
          .slice(i + 1)
          .filter((b) => overlap(a, b))
          .map((b) => [a, b]),
      );
      expect(clashes).toEqual([]);
    }),
    { numRuns: 40 },
  );
}, 60_000);

test("a name in letters that our font lacks is drawn by the server's own, in ink", async () => {
  const pictures = await picturesOf(SCRIPTS, { size: 10, width: 240, colour: "#29241f" });
  for (const text of SCRIPTS) {
    const { png, width, height } = pictures.get(text) ?? { png: Buffer.alloc(0), width: 0, height: 0 };
    expect(width).toBeLessThanOrEqual(240);
    expect(height).toBeLessThan(30);
    const { channels } = await sharp(png).stats();
    expect(channels[3]?.mean).toBeGreaterThan(10);
  }
});
