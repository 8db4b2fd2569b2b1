import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { deflateSync } from "node:zlib";
import PDFDocument from "pdfkit";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lookAt } from "@/lib/media/picture-process";

let folder: string;
beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), "aperture-pictures-"));
});
afterAll(() => fs.rm(folder, { recursive: true, force: true }));

const place = (name: string) => path.join(folder, name);

async function look(bytes: Buffer | string) {
  await fs.writeFile(place("original"), bytes);
  return lookAt(place("original"), { thumbnail: place("thumbnail"), preview: place("preview") });
}

const drawing = sharp({
  create: { width: 600, height: 400, channels: 3, background: "#0f5a69" },
}).composite([
  { input: Buffer.from('<svg width="300" height="200"><circle cx="90" cy="90" r="80" fill="#e8a13a"/></svg>') },
]);

test.each(["jpeg", "png", "webp", "gif", "tiff", "avif"] as const)("a picture as %s", async (format) => {
  const found = await look(await drawing.clone().toFormat(format).toBuffer());
  expect(found).toMatchObject({ width: 600, height: 400, flaw: null });
  expect(found.thumbhash).toMatch(/^[A-Za-z0-9+/=]{20,50}$/);
  expect(await sharp(place("thumbnail")).metadata()).toMatchObject({ format: "webp", width: 480, height: 320 });
});

test("what the camera wrote is told without the place, and the small pictures have none of it", async () => {
  const bytes = await drawing
    .clone()
    .jpeg()
    .withExif({
      IFD0: { Make: "Canary Cameras", Copyright: "Northlight" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "0/1 7/1 0/1" },
    })
    .toBuffer();
  const found = await look(bytes);
  expect(found.exif).toEqual({ Make: "Canary Cameras", Copyright: "Northlight" });
  for (const name of ["thumbnail", "preview"]) {
    expect((await sharp(place(name)).metadata()).exif).toBeUndefined();
    expect((await fs.readFile(place(name))).toString("latin1")).not.toContain("Canary");
  }
});

/** A blue page, and an orange one behind it. */
function pdf(options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const document = new PDFDocument({ size: [300, 600], ...options });
  const { width, height } = document.page;
  document.rect(0, 0, width, height).fill("#0f5a69");
  document.addPage().rect(0, 0, width, height).fill("#e8a13a");
  document.end();
  return buffer(document);
}

/** A PDF of these objects, of which the first is the catalog. */
function pdfOf(...objects: string[]): Buffer {
  let text = "%PDF-1.7\n";
  const entries = objects.map((object, i) => {
    const entry = `${String(text.length).padStart(10, "0")} 00000 n \n`;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return entry;
  });
  const trailer = `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join("")}${trailer}`,
    "latin1",
  );
}

const CATALOG = "<</Type/Catalog/Pages 2 0 R>>";
const pagesOf = (kids: string, count: number) => `<</Type/Pages/Kids[${kids}]/Count ${count}>>`;
const stream = (head: string, body: string) => `<<${head}/Length ${body.length}>>\nstream\n${body}\nendstream`;
const drawingPage =
  "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>";
const drawingX = stream("", "q 100 0 0 100 0 0 cm /X Do Q");

/** Each form draws the next one twice. */
const multiplyingForms = Array.from({ length: 40 }, (_, i) =>
  stream(`/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X ${i + 6} 0 R>>>>`, "/X Do /X Do"),
);

const unpacked = deflateSync(deflateSync(Buffer.alloc(256 * 1024 ** 2))).toString("latin1");
const vastPicture = stream(
  "/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 8/ColorSpace/DeviceGray/Filter[/FlateDecode/FlateDecode]",
  unpacked,
);

test.each([
  ["of a usual size", {}, { width: 240, height: 480 }],
  ["a million points wide and high", { size: [1e6, 1e6] }, { width: 480, height: 480 }],
  ["that nobody may print", { ownerPassword: "secret" }, { width: 240, height: 480 }],
] as const)("the first page of a PDF, %s", async (_, options, size) => {
  const found = await look(await pdf(options as PDFKit.PDFDocumentOptions));
  expect(found).toMatchObject({ width: null, height: null, flaw: null });
  expect(found.thumbhash).toMatch(/^[A-Za-z0-9+/=]{20,50}$/);
  expect(await sharp(await fs.readFile(place("thumbnail"))).metadata()).toMatchObject({ format: "webp", ...size });
  const { data } = await sharp(await fs.readFile(place("preview")))
    .extract({ left: 9, top: 9, width: 1, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(data[2]).toBeGreaterThan(data[0] ?? 0);
});

test.each([
  ["with a password", () => pdf({ userPassword: "secret" }), /password/],
  ["broken off", async () => (await pdf()).subarray(0, 700), /damaged/],
  ["without a page", () => pdfOf(CATALOG, pagesOf("", 0)), /damaged/],
  ["whose pages are promised", () => pdfOf(CATALOG, pagesOf("", 7)), /damaged/],
  ["whose pages are in themselves", () => pdfOf(CATALOG, pagesOf("2 0 R", 1)), /damaged/],
  [
    "whose forms multiply",
    () => pdfOf(CATALOG, pagesOf("3 0 R", 1), drawingPage, drawingX, ...multiplyingForms),
    /work/,
  ],
  ["too large", () => Buffer.concat([Buffer.from("%PDF-1.7"), Buffer.alloc(65 * 1024 ** 2)]), /work/],
])(
  "a PDF %s has no picture, and says why",
  async (_, make, why) => {
    expect(await look(await make())).toMatchObject({ thumbhash: null, flaw: expect.stringMatching(why) });
  },
  40_000,
);

/** One chunk of a PNG; its checksum is wrong, which no decoder minds before it has believed the rest. */
function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
}

function pngOf(width: number, height: number, data: Buffer): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

const svg = (inside: string, size = 100) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${size}" height="${size}">${inside}</svg>`;

const laughs = `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "${"ha".repeat(50)}">${[..."bcdefghi"]
  .map((name, i) => `<!ENTITY ${name} "${`&${"abcdefghi"[i]};`.repeat(10)}">`)
  .join("")}]><svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text>&i;</text></svg>`;

const HOSTILE: Record<string, () => Promise<Buffer | string> | Buffer | string> = {
  "nothing at all": () => Buffer.alloc(0),
  "a text": () => "not a picture",
  "a page": () => "<!doctype html><script>alert(1)</script>",
  "a head without a body": () => Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
  "a broken-off JPEG": async () => (await drawing.clone().jpeg().toBuffer()).subarray(0, 900),
  "a PNG that is all promise": () => pngOf(2 ** 31 - 1, 2 ** 31 - 1, Buffer.alloc(0)),
  "a PNG that unpacks to gigabytes": () => pngOf(100_000, 100_000, deflateSync(Buffer.alloc(64 * 1024 ** 2))),
  "a drawing as large as a field": () => svg("<rect width='100%' height='100%'/>", 100_000),
  "a drawing whose words multiply": () => laughs,
  "a drawing that never ends": () =>
    svg(
      `<filter id="f" x="0" y="0" width="100%" height="100%">${'<feTurbulence baseFrequency=".9" numOctaves="200"/><feGaussianBlur stdDeviation="400"/>'.repeat(20)}</filter><rect width="100%" height="100%" filter="url(#f)"/>`,
      6000,
    ),
  "a drawing that draws itself": () => svg('<g id="a"><use xlink:href="#a"/><use xlink:href="#a"/></g>'),
  "a PDF without anything": () => "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>",
  "a PDF as thin as a hair": () =>
    pdfOf(CATALOG, pagesOf("3 0 R", 1), "<</Type/Page/Parent 2 0 R/MediaBox[0 0 1000000 0.001]>>"),
  "a PDF whose picture unpacks to gigabytes": () =>
    pdfOf(CATALOG, pagesOf("3 0 R", 1), drawingPage, drawingX, vastPicture),
};

test.each(Object.keys(HOSTILE))(
  "%s is refused or drawn, and nothing else happens",
  async (name) => {
    const before = process.memoryUsage().rss;
    const found = await look((await HOSTILE[name]?.()) ?? "");
    expect(found.flaw === null || found.flaw.length > 10).toBe(true);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 ** 2);
  },
  40_000,
);

test("a drawing loads nothing from the disk or the net", async () => {
  await fs.writeFile(place("secret.png"), await drawing.clone().png().toBuffer());
  const empty = await look(svg('<image href="data:,x" width="100" height="100"/>'));
  const reaching = await look(
    svg(
      `<image href="file://${place("secret.png")}" width="100" height="100"/><image href="http://127.0.0.1:9/x.png" width="100" height="100"/><image href="secret.png" width="100" height="100"/>`,
    ),
  );
  expect(reaching.thumbhash).toBe(empty.thumbhash);
});

test("pictures and PDFs with bytes changed at random never bring anything down", async () => {
  let state = 20_261_121;
  const random = (below: number) => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519) + 1;
    return (state >>> 8) % below;
  };
  for (const format of ["jpeg", "png", "webp", "gif", "tiff", "avif", "pdf"] as const) {
    const whole = format === "pdf" ? await pdf() : await drawing.clone().toFormat(format).toBuffer();
    for (let n = 0; n < 3; n++) {
      const bytes = Buffer.from(whole);
      for (let change = 0; change < 1 + n * 20; change++) bytes[random(bytes.length)] = random(256);
      const found = await look(bytes);
      expect([format, n, found.thumbhash !== null || found.flaw !== null]).toEqual([format, n, true]);
    }
  }
}, 60_000);
