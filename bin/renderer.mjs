// Renders pictures for delivery, one after the other, in a process of its own: whatever a file does to the decoders, it
// does it here, without settings or secrets. Jobs come as messages; each is answered with what came out, or with its flaw.
import fs from "node:fs";
import sharp from "sharp";
import { colourOf, resizing } from "./renderer/geometry.mjs";
import { finish } from "./renderer/finish.mjs";

/**
 * @typedef {import("../lib/delivery/rules/transformation").Step} Step
 * @typedef {import("../lib/delivery/rules/transformation").Format} Format
 * @typedef {{ file: string, size: number }} Part the first bytes of a file
 *
 * @typedef {object} Job
 * @property {Part} original
 * @property {(Part | null)[]} marks of each step: its watermark
 * @property {readonly Step[]} steps
 * @property {Format | null} format null: the original's, where browsers know it
 * @property {number | null} quality 1 to 100
 * @property {boolean} lossless
 * @property {string} into where the result goes
 *
 * @typedef {{ pipeline: import("sharp").Sharp, width: number, height: number }} Picture a pipeline and the size at its end
 */

const MOST_PIXELS = 100e6;
/** Of a drawing, so that it is drawn as sharp as it is shown. */
const BASE_DENSITY = 72;
const MOST_DRAWN = 40e6;
const MOST_DENSITY = 20_000;

/** The decoders that the formats of the web need. All others, some hardly ever tried on hostile files, stay shut. */
const LOADERS = ["Jpeg", "Png", "Webp", "Gif", "Nsgif", "Tiff", "Heif", "Svg"];
const SHOWN = new Set(["jpeg", "png", "webp", "avif", "gif"]);
const MOVING = new Set(["webp", "gif"]);

sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({ operation: LOADERS.map((name) => `VipsForeignLoad${name}`) });
sharp.cache(false);
sharp.concurrency(1);

const OPTIONS = { limitInputPixels: MOST_PIXELS, failOn: "truncated" };

process.on("disconnect", () => process.exit());
process.on("message", async (/** @type {Job} */ job) => {
  try {
    process.send?.(await render(job));
  } catch (error) {
    const flaw = String(error?.message ?? error).slice(0, 300);
    process.send?.({ flaw, code: codeOf(error, flaw) });
  }
});

/** What is wrong with the disk, not with the picture; sharp says in its message alone that no more went onto it. */
const codeOf = (error, /** @type {string} */ flaw) =>
  error?.code === "ENOENT" ? "ENOENT" : /No space left/.test(flaw) ? "ENOSPC" : undefined;

/** @param {Job} job */
async function render(job) {
  // A drawing that is read from a file may load others from beside it; one from memory has no beside.
  const input = readOriginal(job.original);
  const known = await sharp(input, OPTIONS).metadata();
  const format = job.format ?? formatOf(known);
  const moves = (known.pages ?? 1) > 1 && MOVING.has(format) && job.steps.every(keepsMoving) && fitsMoving(known);
  let picture = open(input, known, { moves, first: job.steps[0] });
  for (const [at, step] of job.steps.entries()) {
    const mark = job.marks[at];
    const resized = await resizing(at === 0 ? picture : await settle(picture), step, { orients: at === 0, settle });
    picture = await finish(resized, step, { mark: mark ? read(mark) : null, settle, options: OPTIONS });
  }
  if (job.steps.length === 0) picture.pipeline.autoOrient();
  const info = await encode(picture.pipeline, { ...job, format }).toFile(job.into);
  return { format, width: info.width, height: info.pageHeight ?? info.height };
}

/** Buffers of former jobs would stay until they are collected, which a process that computes hardly anything seldom does. */
let kept = Buffer.alloc(0);
const MOST_KEPT = 32 * 1024 ** 2;

/** The original of a job, in memory that the next job gets again where it is not large. @param {Part} part */
function readOriginal(part) {
  if (part.size > MOST_KEPT) return read(part);
  if (kept.length < part.size) kept = Buffer.allocUnsafeSlow(part.size);
  return read(part, kept);
}

/** @param {Part} part */
function read({ file, size }, into = Buffer.allocUnsafeSlow(size)) {
  const handle = fs.openSync(file);
  try {
    return into.subarray(0, fs.readSync(handle, into, 0, size, 0));
  } finally {
    fs.closeSync(handle);
  }
}

/** @returns {Picture} */
function open(input, known, { moves, first }) {
  const { width, height } = known.autoOrient ?? known;
  if (known.format !== "svg")
    return {
      pipeline: sharp(input, { ...OPTIONS, animated: moves }),
      width,
      height: moves ? (known.pageHeight ?? height) : height,
    };
  const wanted = Math.max((first?.width ?? 0) / width, (first?.height ?? 0) / height, 1);
  const scale = Math.min(wanted, MOST_DENSITY / BASE_DENSITY, Math.sqrt(MOST_DRAWN / (width * height)));
  const density = Math.ceil(BASE_DENSITY * scale);
  const drawn = (length) => Math.max(1, Math.round((length * density) / BASE_DENSITY));
  return { pipeline: sharp(input, { ...OPTIONS, density }), width: drawn(width), height: drawn(height) };
}

/** @returns {Format} */
function formatOf({ format, compression, hasAlpha }) {
  if (format === "heif" && compression === "av1") return "avif";
  if (SHOWN.has(format)) return format;
  return hasAlpha ? "png" : "jpeg";
}

/** Whether a step can be done to all pictures of a moving one at once. @param {Step} step */
const keepsMoving = (step) =>
  !step.turn &&
  !step.rotate &&
  !step.flip &&
  !step.trim &&
  !step.region &&
  !step.radius &&
  !step.watermark &&
  !step.lettering &&
  !step.border &&
  !step.padding &&
  step.fit !== "pad" &&
  step.gravity.kind === "side";

const fitsMoving = ({ width, pages, pageHeight, height }) => width * (pageHeight ?? height) * pages <= MOST_PIXELS;

/** Computes the pixels so far, so that what comes next begins with them. @param {Picture} picture @returns {Promise<Picture>} */
async function settle({ pipeline }) {
  const { data, info } = await pipeline
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { pipeline: sharp(data, { raw: { width, height, channels }, limitInputPixels: MOST_PIXELS }), width, height };
}

/** What the camera wrote and colour profiles are left behind: the colours are sRGB. */
function encode(pipeline, { format, quality, lossless, steps }) {
  pipeline.toColourspace("srgb");
  if (format === "jpeg") pipeline.flatten({ background: colourOf(steps.at(-1)?.background ?? "ffffffff") });
  const given = quality === null ? {} : { quality: Math.round(quality) };
  switch (format) {
    case "jpeg":
      return pipeline.jpeg({ quality: 80, ...given });
    case "webp":
      return pipeline.webp({ quality: 80, lossless, ...given });
    case "avif":
      return pipeline.avif({ quality: 50, effort: 3, lossless, ...given });
    case "gif":
      return pipeline.gif();
    default:
      return pipeline.png({ compressionLevel: 8 });
  }
}
