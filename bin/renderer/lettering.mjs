import path from "node:path";
import sharp from "sharp";
import { pixels } from "./geometry.mjs";

/** @typedef {import("../../lib/delivery/rules/transformation").Lettering} Lettering */

/** The one that is at hand on every server; letters that it lacks come from the fonts of the server, where it has some. */
const FONT = "Instrument Sans";
const FONTS = path.join(import.meta.dirname, "../../node_modules/@expo-google-fonts/instrument-sans");
/** Pixels a side of what is drawn: no picture grows beyond bounds by its words. */
const LONGEST = 4096;
const ALIGNMENTS = { "-1": "left", 0: "centre", 1: "right" };
const MEANT_AS_THEY_ARE = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Draws words, so small that all of them fit into about the picture, and cuts off what still does not.
 * @param {Lettering} lettering
 * @param {{ width: number, height: number }} picture
 * @returns {Promise<{ data: Buffer, info: import("sharp").OutputInfo }>} pixels, no larger than the picture
 */
export async function draw({ text, colour, isBold, isItalic, side, ...wanted }, { width, height }) {
  const across = Math.min(width, LONGEST, pixels(wanted.width, width) ?? width);
  const down = Math.min(height, LONGEST);
  const size = Math.max(
    1,
    Math.min(wanted.size, Math.sqrt((across * down) / text.length), down / text.split("\n").length),
  );
  const style = `${isBold ? "700Bold" : "400Regular"}${isItalic ? "_Italic" : ""}`;
  const plain = text.replace(/[&<>]/g, (sign) => MEANT_AS_THEY_ARE[sign]);
  const drawn = await sharp({
    text: {
      text: `<span foreground="#${colour}">${plain}</span>`,
      font: `${FONT} ${isBold ? "Bold" : ""} ${isItalic ? "Italic" : ""} ${size.toFixed(2)}`,
      fontfile: path.join(FONTS, style, `InstrumentSans_${style}.ttf`),
      align: ALIGNMENTS[side.x],
      width: across,
      wrap: "word-char",
      rgba: true,
      dpi: 72, // a point is a pixel
    },
  })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width: wide, height: tall, channels } = drawn.info;
  if (wide <= width && tall <= height) return drawn;
  return sharp(drawn.data, { raw: { width: wide, height: tall, channels } })
    .extract({ left: 0, top: 0, width: Math.min(wide, width), height: Math.min(tall, height) })
    .raw()
    .toBuffer({ resolveWithObject: true });
}
