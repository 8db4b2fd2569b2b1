// Looks at one picture or PDF that somebody uploaded, in a process of its own: whatever the file does to the decoders, it does
// it here, without settings or secrets. Arguments: the file, and where its thumbnail and its preview go. Answers JSON.
import fs from "node:fs";
import exifReader from "exif-reader";
import sharp from "sharp";
import { rgbaToThumbHash } from "thumbhash";

const MOST_PIXELS = 100e6;
/** Bytes. Drawings are smaller than this, or refused by their decoder. */
const MOST_IN_MEMORY = 64 * 1024 ** 2;
const THUMBNAIL = 480;
const PREVIEW = 2000;
const THUMBHASH = 100;

/** The decoders that the formats of the web need. All others, some hardly ever tried on hostile files, stay shut. */
const LOADERS = ["Jpeg", "Png", "Webp", "Gif", "Nsgif", "Tiff", "Heif", "Svg"];

/** Nothing of where a picture was taken, and nothing that only programs read. */
const EXIF_FIELDS = {
  Image: ["Make", "Model", "Software", "Artist", "Copyright"],
  Photo: ["LensModel", "FNumber", "ExposureTime", "ISOSpeedRatings", "FocalLength", "DateTimeOriginal"],
};

sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: LOADERS.map((name) => `VipsForeignLoad${name}`) });
sharp.cache(false);
sharp.concurrency(1);

const [file, thumbnail, preview] = process.argv.slice(2);

try {
  tell(isPdf() ? await lookAtDocument() : await lookAtPicture());
} catch (error) {
  tell({ flaw: String(error?.message ?? error).slice(0, 300) });
}

function isPdf() {
  const head = Buffer.alloc(5);
  const handle = fs.openSync(file);
  fs.readSync(handle, head);
  fs.closeSync(handle);
  return head.equals(Buffer.from("%PDF-"));
}

async function lookAtPicture() {
  // A drawing that is read from a file may load others from beside it; one from memory has no beside.
  const input = fs.statSync(file).size <= MOST_IN_MEMORY ? fs.readFileSync(file) : file;
  const open = () =>
    sharp(input, { limitInputPixels: MOST_PIXELS, failOn: "truncated", autoOrient: true, density: 96 });
  const { width, height, autoOrient, exif } = await open().metadata();
  const thumbhash = await makePictures(open);
  return { width: autoOrient?.width ?? width, height: autoOrient?.height ?? height, thumbhash, exif: readExif(exif) };
}

/** Of a PDF, the first page: it has no size in pixels, and no camera wrote it. */
async function lookAtDocument() {
  const { drawFirstPage } = await import("./examine/first-page.mjs");
  const { data, raw } = await drawFirstPage(file, PREVIEW);
  return { thumbhash: await makePictures(() => sharp(data, { raw })) };
}

/** @param {() => import("sharp").Sharp} open */
async function makePictures(open) {
  const fit = (/** @type {number} */ size) =>
    open().resize(size, size, { fit: "inside", withoutEnlargement: true }).toColourspace("srgb");
  await fit(PREVIEW).webp({ quality: 80 }).toFile(preview);
  await fit(THUMBNAIL).webp({ quality: 75 }).toFile(thumbnail);
  const { data, info } = await fit(THUMBHASH).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString("base64");
}

/** @param {object} answer */
function tell(answer) {
  process.stdout.write(JSON.stringify(answer));
}

/** @param {Buffer | undefined} block */
function readExif(block) {
  const exif = {};
  if (!block) return exif;
  try {
    const tags = exifReader(block);
    for (const [part, names] of Object.entries(EXIF_FIELDS))
      for (const name of names) {
        const value = tags[part]?.[name];
        const simple = value instanceof Date ? value.toISOString() : value;
        if (typeof simple === "number" && Number.isFinite(simple)) exif[name] = simple;
        else if (typeof simple === "string") exif[name] = printable(simple);
      }
  } catch {
    // What a camera wrote badly is left out; the picture itself is fine.
  }
  return exif;
}

/** @param {string} text */
function printable(text) {
  const seen = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, " ");
  return seen.trim().slice(0, 200);
}
