import fs from "node:fs";
import { PDFiumLibrary } from "@hyzyla/pdfium";

/** Bytes. It is held twice: as it was read, and in the memory of the decoder. */
const MOST_BYTES = 64 * 1024 ** 2;

/**
 * Draws the first page of a PDF. The decoder is WebAssembly, so that it reaches no memory but its own, no file and no net.
 *
 * @param {string} file
 * @param {number} size the longer side, in pixels
 * @returns {Promise<{ data: Uint8Array, raw: import("sharp").CreateRaw }>} pixels, row by row
 */
export async function drawFirstPage(file, size) {
  if (fs.statSync(file).size > MOST_BYTES) throw new Error("The document is too large.");
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(fs.readFileSync(file));
  if (document.getPageCount() < 1) throw new Error("The document has no page.");
  const page = document.getPage(0);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const longest = Math.max(originalWidth, originalHeight);
  if (!(longest > 0)) throw new Error("The page has no size.");
  const pixels = (/** @type {number} */ points) => Math.max(1, Math.round((points / longest) * size));
  const { width, height, data } = await page.render({
    render: "bitmap",
    width: pixels(originalWidth),
    height: pixels(originalHeight),
  });
  return { data, raw: { width, height, channels: 4 } };
}
