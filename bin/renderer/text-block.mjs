import sharp from "sharp";
import { colourOf, pixels } from "./geometry.mjs";
import { draw } from "./lettering.mjs";

/** @typedef {import("./lettering.mjs").Lettering} Lettering @typedef {import("./lettering.mjs").Pixels} Pixels */

const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };
/** A shadow is as good as gone at so many of its standard deviations. */
const SHADOW_ENDS = 3;

/**
 * Draws words with all that belongs to them: outline, shadow, background, direction and opacity, in this order.
 * @param {Lettering} lettering
 * @param {{ width: number, height: number }} picture
 * @returns {Promise<Pixels & { bleed: number }>} bleed: how far it may reach beyond the edges of the picture on each side
 */
export async function drawBlock(lettering, picture) {
  const { padding, background, shadow, outline, rotate, flip, flop, opacity } = lettering;
  // Words that must fit keep as far from the other edge as they lie from this one.
  const [beside, above] = lettering.overflow.kind === "wrap" ? [0, 0] : [2 * lettering.x, 2 * lettering.y];
  const words = await draw(lettering, {
    width: Math.max(1, Math.floor(picture.width - padding.left - padding.right - beside)),
    height: Math.max(1, Math.floor(picture.height - padding.top - padding.bottom - above)),
  });
  let block = outline ? await outlined(words, outline) : words;
  const bleed = shadow > 0 ? Math.ceil(shadow * SHADOW_ENDS) : 0;
  if (background || shadow > 0 || Object.values(padding).some((side) => side > 0))
    block = await underlaid(block, { ...lettering, bleed, across: pixels(lettering.width, picture.width) });
  if (flip) block = await after(block, (drawn) => drawn.flip());
  if (flop) block = await after(block, (drawn) => drawn.flop());
  if (rotate % 360 !== 0) block = await after(block, (drawn) => drawn.rotate(rotate, { background: CLEAR }));
  if (opacity < 1) for (let alpha = 3; alpha < block.data.length; alpha += 4) block.data[alpha] *= opacity;
  return { ...block, bleed };
}

const drawnFrom = ({ data, info: { width, height, channels } }) => sharp(data, { raw: { width, height, channels } });

/** @param {Pixels} block @param {(drawn: import("sharp").Sharp) => import("sharp").Sharp} change @returns {Promise<Pixels>} */
const after = (block, change) =>
  change(drawnFrom(block)).ensureAlpha().raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });

/** The edges of the letters in another colour, as far as they reach inwards. @returns {Promise<Pixels>} */
async function outlined(words, { width, colour }) {
  const reach = Math.max(1, Math.round(width));
  const around = { top: reach, right: reach, bottom: reach, left: reach, background: CLEAR };
  const raw = (drawn) => drawn.toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
  const mask = await raw(drawnFrom(words).extend(around).extractChannel(3));
  // For sharp, black is what grows; its edge is made soft again.
  const inner = await raw(drawnFrom(await raw(drawnFrom(mask).dilate(reach))).blur(0.5));
  const { r, g, b, alpha } = colourOf(colour);
  const data = Buffer.from(words.data);
  for (let at = 0; at < data.length; at += 4) {
    const [x, y] = [(at / 4) % words.info.width, Math.floor(at / 4 / words.info.width)];
    const left = inner.data[(y + reach) * inner.info.width + x + reach];
    const kept = data[at + 3] === 0 ? 0 : Math.min(1, left / data[at + 3]);
    for (const [channel, value] of [r, g, b].entries())
      data[at + channel] = data[at + channel] * kept + value * (1 - kept);
    data[at + 3] *= kept + alpha * (1 - kept);
  }
  return { data, info: words.info };
}

/** Puts a background and a shadow below the words. @returns {Promise<Pixels>} */
async function underlaid(words, { padding, background, radius, shadow, bleed, across, align }) {
  const sides = Object.fromEntries(Object.entries(padding).map(([side, length]) => [side, Math.round(length)]));
  // A width that is asked for is that of the background, and says where the words begin in it.
  const inside = align === null ? words.info.width : Math.max(words.info.width, across ?? 0);
  const spare = { "-1": 0, 0: 0.5, 1: 1 }[align ?? 0] * (inside - words.info.width);
  const width = inside + sides.left + sides.right;
  const height = words.info.height + sides.top + sides.bottom;
  const [left, top] = [bleed + sides.left + Math.round(spare), bleed + sides.top];
  const { width: wide, height: tall, channels } = words.info;
  const layers = [];
  if (background) layers.push({ input: box({ width, height }, background, radius), left: bleed, top: bleed });
  if (shadow > 0) layers.push({ ...(await shadowOf(words, shadow, bleed)), left: left - bleed, top: top - bleed });
  layers.push({ input: words.data, raw: { width: wide, height: tall, channels }, left, top });
  const canvas = { width: width + 2 * bleed, height: height + 2 * bleed, channels: 4, background: CLEAR };
  return sharp({ create: canvas }).composite(layers).raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
}

function box({ width, height }, background, radius) {
  const [across, down] = radius === "max" ? [width / 2, height / 2] : [radius, radius];
  const { r, g, b, alpha } = colourOf(background);
  const shape = `<rect width="${width}" height="${height}" rx="${across}" ry="${down}" fill="rgb(${r},${g},${b})" fill-opacity="${alpha}"/>`;
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shape}</svg>`);
}

/** What lies below the words: their shape in black, blurred, with room for the blur around it. */
async function shadowOf(words, shadow, bleed) {
  const around = { top: bleed, right: bleed, bottom: bleed, left: bleed, background: CLEAR };
  const { data, info } = await drawnFrom(words)
    .linear([0, 0, 0, 1], [0, 0, 0, 0])
    .extend(around)
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const raw = { width, height, channels };
  const input = await sharp(data, { raw }).blur(Math.max(0.3, shadow)).raw({ depth: "uchar" }).toBuffer();
  return { input, raw };
}
