import { partWithMostEdges } from "./edges.mjs";

/** @typedef {import("../renderer.mjs").Picture} Picture @typedef {import("../../lib/delivery/rules/transformation").Step} Step */

const LONGEST_SIDE = 8192;
const SIDES = { "-1": "left", 0: "", 1: "right" };
const ENDS = { "-1": "top", 0: "", 1: "bottom" };

/**
 * Brings a picture to its size: turned, trimmed, cut and resized.
 * @param {Picture} picture
 * @param {Step} step
 * @param {{ orients: boolean, settle: (picture: Picture) => Promise<Picture> }} options orients: whether the camera has a say
 * @returns {Promise<Picture>}
 */
export async function resizing(picture, step, { orients, settle }) {
  let { pipeline, width, height } = picture;
  if (step.turn !== null) {
    const sideways = orients && (await isSideways(pipeline));
    pipeline = pipeline.rotate(step.turn);
    if ((step.turn % 180 === 90) !== sideways) [width, height] = [height, width];
  } else if (orients) pipeline = pipeline.autoOrient();
  if (step.trim !== null)
    ({ pipeline, width, height } = await settle({ pipeline: pipeline.trim({ threshold: step.trim }), width, height }));

  let cut = step.region ? regionOf(step.region, step.gravity, { width, height }) : null;
  const size = sizeOf(step, cut ?? { width, height });
  if (size && step.gravity.kind === "point" && step.fit === "cover")
    cut = aroundPoint(step.gravity, cut ?? { left: 0, top: 0, width, height }, size);
  if (cut) pipeline = pipeline.extract(cut);
  const now = cut ?? { width, height };
  if (!size) return { pipeline, width: now.width, height: now.height };

  if (step.fit === "cover" && step.gravity.kind === "edges") {
    const scale = Math.max(size.width / now.width, size.height / now.height);
    const [across, down] = [Math.ceil(now.width * scale), Math.ceil(now.height * scale)];
    const covering = { pipeline: pipeline.resize(across, down, { fit: "fill" }), width: across, height: down };
    const settled = await settle(covering);
    return { pipeline: settled.pipeline.extract(await partWithMostEdges(settled, size)), ...size };
  }
  const fit = step.fit === "cover" && step.gravity.kind !== "point" ? "cover" : "fill";
  if (size.width !== now.width || size.height !== now.height)
    pipeline = pipeline.resize(size.width, size.height, { fit, position: positionOf(step.gravity) });
  if (step.fit !== "pad") return { pipeline, ...size };
  return onCanvas({ pipeline, ...size }, step, now);
}

async function isSideways(pipeline) {
  const { orientation = 1 } = await pipeline.metadata();
  return orientation >= 5;
}

/** The whole picture in the middle, or at the side that is asked for, of a canvas. @param {Picture} picture @param {Step} step */
function onCanvas({ pipeline, width, height }, step, original) {
  const canvas = {
    width: Math.max(width, pixels(step.width, original.width) ?? width),
    height: Math.max(height, pixels(step.height, original.height) ?? height),
  };
  const share = { "-1": 0, 0: 0.5, 1: 1 };
  const { x, y } = step.gravity.kind === "side" ? step.gravity : { x: 0, y: 0 };
  const left = Math.round((canvas.width - width) * share[x]);
  const top = Math.round((canvas.height - height) * share[y]);
  const extended = pipeline.extend({
    left,
    top,
    right: canvas.width - width - left,
    bottom: canvas.height - height - top,
    background: colourOf(step.background ?? "00000000"),
  });
  return { pipeline: extended, ...canvas };
}

/** The size of the picture itself once it is resized; null where nothing is asked. @param {Step} step */
function sizeOf(step, { width, height }) {
  let wanted = { width: pixels(step.width, width), height: pixels(step.height, height) };
  if (wanted.width === null && wanted.height === null) {
    if (step.aspect === null || step.fit !== "cover") return null;
    // A shape alone: as much of the picture as has it.
    wanted = { width: Math.min(width, height * step.aspect), height: Math.min(height, width / step.aspect) };
  }
  const ratio = step.aspect ?? width / height;
  const box = {
    width: wanted.width ?? (wanted.height ?? 1) * ratio,
    height: wanted.height ?? (wanted.width ?? 1) / ratio,
  };
  const scales = [box.width / width, box.height / height];
  if (step.fit === "cover" || step.fit === "fill") {
    const shrink = step.enlarge ? 1 : Math.min(1, 1 / Math.max(...scales));
    return whole({ width: box.width * shrink, height: box.height * shrink });
  }
  const scale = step.fit === "outside" ? Math.max(...scales) : Math.min(...scales);
  const used = step.enlarge ? scale : Math.min(1, scale);
  return whole({ width: width * used, height: height * used });
}

/** @returns {{ width: number, height: number }} */
function whole({ width, height }) {
  const shrink = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * shrink)), height: Math.max(1, Math.round(height * shrink)) };
}

/** Below 1 a length is a share of what there is. @param {number | null} length @param {number} all */
export const pixels = (length, all) =>
  length === null ? null : Math.max(1, Math.round(length < 1 ? length * all : length));

/** The part to cut out, within the picture. */
function regionOf(region, gravity, all) {
  const width = Math.min(all.width, pixels(region.width, all.width) ?? 1);
  const height = Math.min(all.height, pixels(region.height, all.height) ?? 1);
  const share = { "-1": 0, 0: 0.5, 1: 1 };
  const { x, y } = gravity.kind === "side" ? gravity : { x: 0, y: 0 };
  const start = (given, size, most, side) =>
    Math.max(
      0,
      Math.min(
        most - size,
        given === null
          ? Math.round((most - size) * share[side])
          : Math.round(given > 0 && given < 1 ? given * most : given),
      ),
    );
  return {
    left: start(region.left, width, all.width, x),
    top: start(region.top, height, all.height, y),
    width,
    height,
  };
}

/** What of a part stays when it is cut to a shape around a point of it. */
function aroundPoint({ x, y, zoom }, part, size) {
  const scale = Math.min(part.width / size.width, part.height / size.height) / zoom;
  const width = Math.max(1, Math.min(part.width, Math.round(size.width * scale)));
  const height = Math.max(1, Math.min(part.height, Math.round(size.height * scale)));
  const start = (share, own, all) => Math.round(Math.max(0, Math.min(all - own, share * all - own / 2)));
  return {
    left: part.left + start(x, width, part.width),
    top: part.top + start(y, height, part.height),
    width,
    height,
  };
}

function positionOf(gravity) {
  if (gravity.kind === "side") return `${SIDES[gravity.x]} ${ENDS[gravity.y]}`.trim() || "centre";
  return gravity.kind === "point" || gravity.kind === "edges" ? "centre" : gravity.kind;
}

/** @param {string} colour eight hexadecimal digits */
export const colourOf = (colour) => ({
  r: Number.parseInt(colour.slice(0, 2), 16),
  g: Number.parseInt(colour.slice(2, 4), 16),
  b: Number.parseInt(colour.slice(4, 6), 16),
  alpha: Number.parseInt(colour.slice(6, 8), 16) / 255,
});
