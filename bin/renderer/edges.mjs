/** @typedef {import("../renderer.mjs").Picture} Picture */

/** Outlines are looked for in a copy of at most so many pixels a side. */
const LONGEST = 256;
/** Laplace's: what differs from all that is around it. */
const OUTLINES = { width: 3, height: 3, kernel: [-1, -1, -1, -1, 8, -1, -1, -1, -1] };

/**
 * The part of this size that holds most outlines, whatever their colour; of equal ones the one nearest to the middle.
 * @param {Picture} picture settled, and at least as large
 * @param {{ width: number, height: number }} size
 */
export async function partWithMostEdges({ pipeline, width, height }, size) {
  const shrink = Math.min(1, LONGEST / Math.max(width, height));
  const small = [Math.max(3, Math.round(width * shrink)), Math.max(3, Math.round(height * shrink))];
  const { data, info } = await pipeline
    .clone()
    .flatten()
    .resize(...small, { fit: "fill" })
    .greyscale()
    .convolve(OUTLINES)
    .toColourspace("b-w")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const columns = new Float64Array(info.width);
  const rows = new Float64Array(info.height);
  for (let y = 0; y < info.height; y++)
    for (let x = 0; x < info.width; x++) {
      const strength = data[(y * info.width + x) * info.channels];
      columns[x] += strength;
      rows[y] += strength;
    }
  return { left: densest(columns, size.width, width), top: densest(rows, size.height, height), ...size };
}

/** Where a stretch of this length lies best. @param {Float64Array} sums of the whole, in equal steps */
function densest(sums, length, all) {
  const step = all / sums.length;
  const taken = Math.min(sums.length, Math.max(1, Math.round(length / step)));
  const most = sums.length - taken;
  const totals = Array.from({ length: most + 1 }, () => 0);
  for (let start = 0; start <= most; start++) for (let at = start; at < start + taken; at++) totals[start] += sums[at];
  const best = totals.reduce((before, total, start) => {
    const isNearer = Math.abs(start - most / 2) < Math.abs(before - most / 2);
    return total > totals[before] || (total === totals[before] && isNearer) ? start : before;
  }, 0);
  return Math.min(all - length, Math.round(best * step));
}
