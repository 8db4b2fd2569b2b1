import path from "node:path";
import sharp from "sharp";
import { pixels } from "./geometry.mjs";

/** @typedef {import("../../lib/delivery/rules/lettering").Lettering} Lettering */
/** @typedef {{ data: Buffer, info: import("sharp").OutputInfo }} Pixels with an opacity each */

const FAMILIES = { "sans-serif": "Instrument Sans", serif: "Serif", monospace: "Monospace" };
const FONTS = path.join(import.meta.dirname, "../../node_modules/@expo-google-fonts/instrument-sans");
/** Of the letters' size, from line to line, as the font at hand has it. */
const LINE_HEIGHT = 1.22;
/** Pixels a side of what is drawn: no picture grows beyond bounds by its words. */
const LONGEST = 4096;
const ALIGNMENTS = { "-1": "left", 0: "centre", 1: "right" };
const MEANT_AS_THEY_ARE = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
/** So often words are made smaller until they fit. */
const ATTEMPTS = 8;
/** A letter's width, of its size. */
const NARROWEST = 0.2;
/** Pango's unit is a part of a point, which is a pixel here. */
const PANGO_UNITS = 1024;

/**
 * Draws words, so small that all of them fit into about the picture, and cuts off what still does not.
 * @param {Lettering} lettering
 * @param {{ width: number, height: number }} room where they may be
 * @returns {Promise<Pixels>} no larger than there is room
 */
export async function draw(lettering, room) {
  const { text, overflow } = lettering;
  const width = Math.min(room.width, LONGEST);
  const height = Math.min(room.height, LONGEST);
  const across = Math.min(width, pixels(lettering.width, width) ?? width);
  const down = Math.min(height, pixels(lettering.height, height) ?? height);
  const readable = Math.min(
    lettering.size,
    Math.sqrt((width * height) / text.length),
    height / text.split("\n").length,
  );
  const drawn = (words, size, wraps) =>
    drawWords({ ...lettering, size: Math.max(1, size) }, words, wraps ? across : null);

  if (overflow.kind === "wrap") return within(await drawn(text, readable, true), { width, height });
  if (overflow.kind === "cut")
    return within(await cut(text, overflow, across, (words) => drawn(words, Math.min(lettering.size, down), false)), {
      width: across,
      height,
    });
  const wraps = overflow.kind === "shrinkLines";
  let size = wraps ? readable : Math.min(lettering.size, down, across / text.length / NARROWEST);
  for (let attempt = 1; ; attempt++) {
    const words = await drawn(text, size, wraps);
    const excess = Math.max(words.info.width / across, words.info.height / down);
    if (excess <= 1 || attempt === ATTEMPTS) return within(words, { width: across, height: down });
    // Lines that grow shorter also grow fewer.
    size *= wraps ? 0.98 / Math.sqrt(excess) : 0.995 / excess;
  }
}

/** As many letters as fit into a width. @param {(words: string) => Promise<Pixels>} drawn */
async function cut(text, { at, dots }, across, drawn) {
  const letters = [...text.replaceAll("\n", " ")];
  const kept = (count) => {
    const head = at === "start" ? 0 : at === "end" ? count : Math.ceil(count / 2);
    const parts = [letters.slice(0, head), letters.slice(letters.length - (count - head))];
    return parts.map((part) => part.join("")).join(dots ? "…" : "");
  };
  let best = null;
  let [fitting, tooMany] = [0, letters.length + 1];
  for (let count = 1; fitting + 1 < tooMany;) {
    const words = await drawn(count === letters.length ? letters.join("") : kept(count));
    if (words.info.width <= across) [best, fitting] = [words, count];
    else tooMany = count;
    // First ever more, so that nothing is drawn that is much too long.
    count = tooMany > letters.length ? Math.min(letters.length, 2 * fitting) : (fitting + tooMany) >> 1;
  }
  return best ?? drawn(letters[0]);
}

/** @param {Lettering} lettering @param {string} words @param {number | null} width where lines break */
function drawWords({ font, size, colour, isBold, isItalic, isStruck, side, align, ...more }, words, width) {
  const style = `${isBold ? "700Bold" : "400Regular"}${isItalic ? "_Italic" : ""}`;
  const plain = words.replace(/[&<>]/g, (sign) => MEANT_AS_THEY_ARE[sign]);
  const track = more.track ? ` letter_spacing="${Math.round(more.track * PANGO_UNITS)}"` : "";
  const struck = isStruck ? ' strikethrough="true"' : "";
  return sharp({
    text: {
      text: `<span foreground="#${colour}"${track}${struck}>${plain}</span>`,
      font: `${FAMILIES[font]} ${isBold ? "Bold" : ""} ${isItalic ? "Italic" : ""} ${size.toFixed(2)}`,
      fontfile: path.join(FONTS, style, `InstrumentSans_${style}.ttf`),
      align: ALIGNMENTS[align ?? side.x],
      ...(width !== null && { width, wrap: "word-char" }),
      spacing: Math.round(more.lineHeight === null ? more.lead : more.lineHeight - size * LINE_HEIGHT),
      rgba: true,
      dpi: 72, // a point is a pixel
    },
  })
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** @param {Pixels} drawn @param {{ width: number, height: number }} room @returns {Pixels | Promise<Pixels>} */
function within(drawn, { width, height }) {
  const { width: wide, height: tall, channels } = drawn.info;
  if (wide <= width && tall <= height) return drawn;
  return sharp(drawn.data, { raw: { width: wide, height: tall, channels } })
    .extract({ left: 0, top: 0, width: Math.min(wide, width), height: Math.min(tall, height) })
    .raw()
    .toBuffer({ resolveWithObject: true });
}
