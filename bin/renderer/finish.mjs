import sharp from "sharp";
import { colourOf, pixels } from "./geometry.mjs";
import { drawBlock } from "./text-block.mjs";

/** @typedef {import("../renderer.mjs").Picture} Picture @typedef {import("../../lib/delivery/rules/transformation").Step} Step */

/**
 * Does to a picture that has its size what is left: tone, direction, frame, corners, watermark and words, in this order.
 * @param {Picture} picture
 * @param {Step} step
 * @param {{ mark: Buffer | null, settle: (picture: Picture) => Promise<Picture>, options: object }} context mark: the watermark's bytes
 * @returns {Promise<Picture>}
 */
export async function finish(picture, step, { mark, settle, options }) {
  let now = { ...picture, pipeline: tone(picture.pipeline, step) };
  if (step.flip || step.flop) {
    now = await settle(now);
    if (step.flip) now.pipeline.flip();
    if (step.flop) now.pipeline.flop();
  }
  if (step.rotate % 360 !== 0) now = await rotate(await settle(now), step, settle);
  if (step.padding) now = extend(await settle(now), step.padding, step.background ?? "00000000");
  if (step.border) {
    const { width, colour } = step.border;
    now = extend(await settle(now), { top: width, right: width, bottom: width, left: width }, colour);
  }
  if (step.radius) now = roundCorners(await settle(now), step.radius);
  if (step.watermark && mark) now = await putOn(await settle(now), step.watermark, mark, options);
  if (step.lettering) {
    now = await settle(now);
    now = await lay(now, await drawBlock(step.lettering, now), step.lettering);
  }
  return now;
}

/** @param {import("sharp").Sharp} pipeline @param {Step} step */
function tone(pipeline, { blur, sharpen, saturation, background, padding }) {
  let toned = pipeline;
  if (saturation === 0) toned = toned.greyscale();
  else if (saturation !== 1) toned = toned.modulate({ saturation });
  if (blur !== null) toned = toned.blur(blur);
  if (sharpen !== null) toned = toned.sharpen({ sigma: 0.5 + sharpen / 40 });
  if (background?.endsWith("ff") && !padding) toned = toned.flatten({ background: colourOf(background) });
  return toned;
}

/** @param {Picture} picture @param {Step} step */
async function rotate({ pipeline, width, height }, step, settle) {
  const background = colourOf(step.background ?? "00000000");
  if (!step.keepFrame) return settle({ pipeline: pipeline.rotate(step.rotate, { background }), width, height });
  const angle = (step.rotate * Math.PI) / 180;
  const [sine, cosine] = [Math.abs(Math.sin(angle)), Math.abs(Math.cos(angle))];
  const scale = Math.max(cosine + (height / width) * sine, cosine + (width / height) * sine);
  const larger = await settle({
    pipeline: pipeline.resize(Math.ceil(width * scale), Math.ceil(height * scale), { fit: "fill" }),
    width,
    height,
  });
  const turned = await settle({ ...larger, pipeline: larger.pipeline.rotate(step.rotate, { background }) });
  const left = Math.max(0, Math.floor((turned.width - width) / 2));
  const top = Math.max(0, Math.floor((turned.height - height) / 2));
  const size = { width: Math.min(width, turned.width), height: Math.min(height, turned.height) };
  return { pipeline: turned.pipeline.extract({ left, top, ...size }), ...size };
}

/** @param {Picture} picture @returns {Picture} */
function extend({ pipeline, width, height }, sides, background) {
  const [top, right, bottom, left] = [sides.top, sides.right, sides.bottom, sides.left].map(Math.round);
  const extended = pipeline.ensureAlpha().extend({ top, right, bottom, left, background: colourOf(background) });
  return { pipeline: extended, width: width + left + right, height: height + top + bottom };
}

/** @param {Picture} picture @param {number | "max"} radius `max` makes an ellipse @returns {Picture} */
function roundCorners({ pipeline, width, height }, radius) {
  const [across, down] =
    radius === "max" ? [width / 2, height / 2] : [Math.min(radius, width / 2), Math.min(radius, height / 2)];
  const shape = `<svg width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${across}" ry="${down}"/></svg>`;
  return {
    pipeline: pipeline.ensureAlpha().composite([{ input: Buffer.from(shape), blend: "dest-in" }]),
    width,
    height,
  };
}

/** @param {Picture} picture @returns {Promise<Picture>} */
async function putOn(picture, watermark, mark, options) {
  const { width, height } = picture;
  const { data, info } = await sharp(mark, { ...options, autoOrient: true })
    .resize({
      width: Math.min(width, pixels(watermark.width, width) ?? width),
      height: Math.min(height, pixels(watermark.height, height) ?? height),
      fit: "inside",
      withoutEnlargement: watermark.width === null && watermark.height === null,
    })
    .toColourspace("srgb")
    .ensureAlpha()
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] *= watermark.opacity;
  return lay(picture, { data, info }, watermark);
}

/**
 * Puts pixels on top of a picture, all of them but for the bleed where there is room.
 * @param {Picture} picture
 * @returns {Promise<Picture>}
 */
async function lay({ pipeline, width, height }, { data, info, bleed = 0 }, { side, x, y }) {
  const place = (side, shift, own, all) => {
    const free = all - own;
    const start = side === -1 ? shift : side === 1 ? free - shift : free / 2;
    return Math.round(Math.max(0, Math.min(free, start)));
  };
  const left = place(side.x, x, info.width - 2 * bleed, width) - bleed;
  const top = place(side.y, y, info.height - 2 * bleed, height) - bleed;
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const seen = {
    left: Math.max(0, -left),
    top: Math.max(0, -top),
    width: Math.min(info.width, width - left) - Math.max(0, -left),
    height: Math.min(info.height, height - top) - Math.max(0, -top),
  };
  const input = await sharp(data, { raw }).extract(seen).png({ compressionLevel: 0 }).toBuffer();
  const layer = { input, left: Math.max(0, left), top: Math.max(0, top) };
  return { pipeline: pipeline.ensureAlpha().composite([layer]), width, height };
}
