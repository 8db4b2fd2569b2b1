import fs from "node:fs";
import path from "node:path";
import PDFDocument from "pdfkit";
import { type Picture, picturesOf } from "@/lib/billing/sharp";
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
const COLUMNS = { text: MARGIN, quantity: MARGIN + 270, unitPrice: MARGIN + 310, amount: MARGIN + 400 };
/** Widths of what may need several lines. */
const PARTY_WIDTH = 240;
const TEXT_WIDTH = 255;

/** What the font draws: Latin letters of Europe, and the signs that stand among them. */
const OWN_LETTERS = /^[\u0020-\u017e\u0218-\u021b\u2010-\u2026\u20ac]*$/;

const place = { locale: "en-GB", zone: "UTC" };

/**
 * The invoice on sheets of A4, piece by piece. Names in letters that our font lacks are set in those of the server's own
 * fonts.
 */
export async function invoicePdf(invoice: Invoice, bank: string | null): Promise<AsyncIterable<Uint8Array>> {
  const lines = [invoice.seller, invoice.buyer].flatMap((party) => party.lines);
  const pictures = await picturesOf(
    lines.filter((line) => !OWN_LETTERS.test(line)),
    { size: 10, width: PARTY_WIDTH, colour: INK },
  );
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
  drawHead(pdf, invoice, { title, pictures });
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
  let at = y;
  for (const line of wrapped(pdf, text, options)) at = write(pdf, line, at, options);
  return at;
}

/** Broken between words, and within those that are longer than a line. */
function wrapped(pdf: Pdf, text: string, { size = 10, weight = 400, width }: Words & { width: number }): string[] {
  pdf.fontSize(size);
  const fits = (line: string) =>
    runsOf(line).reduce((sum, run) => sum + fontFor(pdf, run, weight).widthOfString(run), 0) <= width;
  const lines = [""];
  for (const word of text.split(" ").filter(Boolean)) {
    const line = lines.at(-1) ?? "";
    if (fits(`${line} ${word}`.trim())) lines[lines.length - 1] = `${line} ${word}`.trim();
    else lines.push(...brokenWord(word, fits));
  }
  return lines.filter(Boolean);
}

function brokenWord(word: string, fits: (text: string) => boolean): string[] {
  const parts = [""];
  for (const letter of word) {
    const part = parts.at(-1) ?? "";
    if (fits(part + letter)) parts[parts.length - 1] = part + letter;
    else parts.push(letter);
  }
  return parts;
}

/** Goes on with the next sheet where this one has no such height left. */
function makeRoom(pdf: Pdf, height: number): void {
  if (pdf.y + height <= FOOT) return;
  pdf.addPage();
  pdf.y = MARGIN;
}

function rule(pdf: Pdf, y: number): void {
  pdf.moveTo(MARGIN, y).lineTo(RIGHT, y).lineWidth(0.6).strokeColor(LINE).stroke();
}

type Head = { title: string; pictures: ReadonlyMap<string, Picture> };

function drawHead(pdf: Pdf, invoice: Invoice, { title, pictures }: Head): void {
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
  pdf.y = top;
  drawParty(pdf, "From", invoice.seller, pictures);
  pdf.y += 12;
  drawParty(pdf, "To", invoice.buyer, pictures);
  pdf.y += 22;
}

function drawParty(pdf: Pdf, label: string, { lines, taxId }: Invoice["buyer"], pictures: Head["pictures"]): void {
  let y = write(pdf, label, pdf.y, { size: 9, colour: QUIET });
  for (const [i, line] of lines.entries()) {
    const picture = pictures.get(line);
    y = picture
      ? drawPicture(pdf, picture, y)
      : writeWrapped(pdf, line, y, { weight: i === 0 ? 600 : 400, width: PARTY_WIDTH });
  }
  pdf.y = taxId ? write(pdf, `Tax number ${taxId}`, y) : y;
}

function drawPicture(pdf: Pdf, { png, width, height }: Picture, y: number): number {
  pdf.image(png, MARGIN, y, { width, height });
  return y + height + 4;
}

function drawLines(pdf: Pdf, invoice: Invoice): void {
  const money = (minor: number) => formatMoney(minor, invoice.currency, "en");
  const quiet = { size: 9, colour: QUIET };
  let y = pdf.y;
  write(pdf, "What", y, quiet);
  write(pdf, "Number", y, { ...quiet, x: COLUMNS.quantity, width: 40, align: "right" });
  write(pdf, "Each", y, { ...quiet, x: COLUMNS.unitPrice, width: 84, align: "right" });
  y = write(pdf, "Amount", y, { ...quiet, x: COLUMNS.amount, align: "right" }) + 4;
  pdf.y = y;
  for (const line of invoice.lines) {
    const words = wrapped(pdf, line.text, { width: TEXT_WIDTH });
    makeRoom(pdf, 12 + words.length * 14.5);
    rule(pdf, pdf.y);
    const top = pdf.y + 7;
    write(pdf, String(line.quantity), top, { x: COLUMNS.quantity, width: 40, align: "right" });
    write(pdf, money(line.unitPrice), top, { x: COLUMNS.unitPrice, width: 84, align: "right" });
    write(pdf, money(line.amount), top, { x: COLUMNS.amount, align: "right" });
    pdf.y = writeWrapped(pdf, line.text, top, { width: TEXT_WIDTH }) + 5;
  }
  rule(pdf, pdf.y);
  pdf.y += 10;
}

function drawSums(pdf: Pdf, { subtotal, tax, taxRate, total, currency }: Invoice): void {
  const sums: [string, number, Weight][] = [
    ["Sum without tax", subtotal, 400],
    [`Tax at ${formatPercent(taxRate / 10_000, "en")}`, tax, 400],
    ["Total", total, 600],
  ];
  makeRoom(pdf, sums.length * 16.5);
  for (const [term, minor, weight] of sums) {
    const y = pdf.y;
    write(pdf, term, y, { x: COLUMNS.quantity, weight });
    pdf.y = write(pdf, formatMoney(minor, currency, "en"), y, { x: COLUMNS.amount, align: "right", weight }) + 2;
  }
}

function drawNotes(pdf: Pdf, invoice: Invoice, bank: string | null): void {
  pdf.y += 26;
  for (const note of [
    payNote(invoice, bank),
    `${invoice.taxNote} Tax is taken once of the sum and rounded to the cent.`,
  ]) {
    const words = { width: WIDTH, size: 9, colour: QUIET };
    makeRoom(pdf, wrapped(pdf, note, words).length * 13.1);
    pdf.y = writeWrapped(pdf, note, pdf.y, words) + 3;
  }
}

function payNote({ kind, due, number }: Invoice, bank: string | null): string {
  if (kind === "credit_note") return "This amount pays open invoices first, and then the next ones.";
  return due === 0 ? "This invoice is paid." : `Pay by transfer${bank ? ` to ${bank}` : ""} and name ${number}.`;
}
