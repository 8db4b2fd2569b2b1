import fs from "node:fs";
import path from "node:path";
import PDFDocument from "pdfkit";
import type { Invoice } from "@/lib/billing/queries/invoice-rows";
import { formatDate, formatMoney, formatPercent } from "@/lib/format";

type Pdf = InstanceType<typeof PDFDocument>;
type Weight = 400 | 600;

const FONTS = path.join(process.cwd(), "node_modules/@fontsource/instrument-sans/files");
const SUBSETS = ["latin", "latin-ext"] as const;

const MARGIN = 56;
const WIDTH = 595.28 - 2 * MARGIN;
const RIGHT = MARGIN + WIDTH;
const FOOT = 780;
const INK = "#29241f";
const QUIET = "#6b645c";
const LINE = "#dcd6cc";
/** Left edges of the columns; amounts are set flush right. */
const COLUMNS = { text: MARGIN, quantity: MARGIN + 290, unitPrice: MARGIN + 330, amount: MARGIN + 410 };

const place = { locale: "en-GB", zone: "UTC" };

/** The invoice on sheets of A4, piece by piece. */
export function invoicePdf(invoice: Invoice, bank: string | null): AsyncIterable<Uint8Array> {
  const title = `${invoice.kind === "invoice" ? "Invoice" : "Credit note"} ${invoice.number}`;
  const pdf = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    lang: "en",
    info: { Title: title, Author: invoice.seller.lines[0] ?? "", CreationDate: invoice.issuedAt },
  });
  for (const subset of SUBSETS)
    for (const weight of [400, 600] as const)
      pdf.registerFont(
        `${subset} ${weight}`,
        fs.readFileSync(path.join(FONTS, `instrument-sans-${subset}-${weight}-normal.woff`)),
      );
  drawHead(pdf, invoice, title);
  drawLines(pdf, invoice);
  drawSums(pdf, invoice);
  drawNotes(pdf, invoice, bank);
  pdf.end();
  return pdf as unknown as AsyncIterable<Uint8Array>;
}

type Words = { x?: number; size?: number; weight?: Weight; colour?: string; align?: "left" | "right"; width?: number };

/** One line; letters beyond western European ones come from the font's other half. Moves down by its height. */
function write(pdf: Pdf, text: string, y: number, options: Words = {}): number {
  const { x = MARGIN, size = 10, weight = 400, colour = INK, align = "left", width = RIGHT - x } = options;
  pdf.fontSize(size).fillColor(colour);
  const runs = runsOf(text);
  const length = runs.reduce((sum, run) => sum + fontFor(pdf, run, weight).widthOfString(run), 0);
  let at = align === "right" ? x + width - length : x;
  for (const run of runs) {
    fontFor(pdf, run, weight).text(run, at, y, { lineBreak: false });
    at += pdf.widthOfString(run);
  }
  return y + size * 1.45;
}

/** Every run of letters that one half of the font has. */
const runsOf = (text: string): string[] =>
  text.match(/[\u0100-\u02af\u1e00-\u1eff]+|[^\u0100-\u02af\u1e00-\u1eff]+/g) ?? [];

const fontFor = (pdf: Pdf, run: string, weight: Weight): Pdf =>
  pdf.font(`${/^[\u0100-\u02af\u1e00-\u1eff]/.test(run) ? "latin-ext" : "latin"} ${weight}`);

/** Text over as many lines as it needs. */
function writeWrapped(pdf: Pdf, text: string, y: number, options: Words & { width: number }): number {
  pdf.fontSize(options.size ?? 10);
  const words = text.split(" ");
  let at = y;
  let line = "";
  for (const word of words) {
    const longer = line ? `${line} ${word}` : word;
    if (line && fontFor(pdf, "a", options.weight ?? 400).widthOfString(longer) > options.width) {
      at = write(pdf, line, at, options);
      line = word;
    } else line = longer;
  }
  return write(pdf, line, at, options);
}

function rule(pdf: Pdf, y: number): void {
  pdf.moveTo(MARGIN, y).lineTo(RIGHT, y).lineWidth(0.6).strokeColor(LINE).stroke();
}

function drawHead(pdf: Pdf, invoice: Invoice, title: string): void {
  let y = write(pdf, title, MARGIN, { size: 20, weight: 600 }) + 14;
  const top = y;
  const facts: [string, string][] = [
    ["Issued", formatDate(invoice.issuedAt, place)],
    ...(invoice.kind === "invoice" ? [["Due", formatDate(invoice.dueAt, place)] as [string, string]] : []),
  ];
  for (const [term, value] of facts) {
    write(pdf, term, y, { x: COLUMNS.unitPrice, colour: QUIET });
    y = write(pdf, value, y, { x: COLUMNS.unitPrice, align: "right" });
  }
  y = drawParty(pdf, "From", invoice.seller, top);
  pdf.y = drawParty(pdf, "To", invoice.buyer, y + 12) + 22;
}

function drawParty(pdf: Pdf, label: string, { lines, taxId }: Invoice["buyer"], top: number): number {
  let y = write(pdf, label, top, { size: 9, colour: QUIET });
  for (const [i, line] of lines.entries()) y = writeWrapped(pdf, line, y, { weight: i === 0 ? 600 : 400, width: 260 });
  return taxId ? write(pdf, `Tax number ${taxId}`, y) : y;
}

function drawLines(pdf: Pdf, invoice: Invoice): void {
  const money = (minor: number) => formatMoney(minor, invoice.currency, "en");
  const quiet = { size: 9, colour: QUIET };
  let y = pdf.y;
  write(pdf, "What", y, quiet);
  write(pdf, "Number", y, { ...quiet, x: COLUMNS.quantity, width: 40, align: "right" });
  write(pdf, "Each", y, { ...quiet, x: COLUMNS.unitPrice, width: 76, align: "right" });
  y = write(pdf, "Amount", y, { ...quiet, x: COLUMNS.amount, align: "right" }) + 4;
  for (const line of invoice.lines) {
    if (y > FOOT - 60) {
      pdf.addPage();
      y = MARGIN;
    }
    rule(pdf, y);
    y += 7;
    write(pdf, String(line.quantity), y, { x: COLUMNS.quantity, width: 40, align: "right" });
    write(pdf, money(line.unitPrice), y, { x: COLUMNS.unitPrice, width: 76, align: "right" });
    write(pdf, money(line.amount), y, { x: COLUMNS.amount, align: "right" });
    y = writeWrapped(pdf, line.text, y, { width: 270 }) + 5;
  }
  rule(pdf, y);
  pdf.y = y + 10;
}

function drawSums(pdf: Pdf, { subtotal, tax, taxRate, total, currency }: Invoice): void {
  const sums: [string, number, Weight][] = [
    ["Sum without tax", subtotal, 400],
    [`Tax at ${formatPercent(taxRate / 10_000, "en")}`, tax, 400],
    ["Total", total, 600],
  ];
  for (const [term, minor, weight] of sums) {
    write(pdf, term, pdf.y, { x: COLUMNS.quantity, weight });
    pdf.y = write(pdf, formatMoney(minor, currency, "en"), pdf.y, { x: COLUMNS.amount, align: "right", weight }) + 2;
  }
}

function drawNotes(pdf: Pdf, invoice: Invoice, bank: string | null): void {
  let y = pdf.y + 26;
  for (const note of [
    payNote(invoice, bank),
    `${invoice.taxNote} Tax is taken once of the sum and rounded to the cent.`,
  ])
    y = writeWrapped(pdf, note, y, { width: WIDTH, size: 9, colour: QUIET }) + 3;
}

function payNote({ kind, due, number }: Invoice, bank: string | null): string {
  if (kind === "credit_note") return "This amount pays open invoices first, and then the next ones.";
  return due === 0 ? "This invoice is paid." : `Pay by transfer${bank ? ` to ${bank}` : ""} and name ${number}.`;
}
