import sharp from "sharp";

/** A text as a picture; width and height in points. */
export type Picture = { png: Buffer; width: number; height: number };

type Look = {
  /** Points. */
  size: number;
  width: number;
  colour: string;
};

/** Dots to a point: sharp in print. */
const SCALE = 4;

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Each text in the letters of the server's own fonts, in its script's direction, over as many lines as it needs. */
export async function picturesOf(texts: readonly string[], look: Look): Promise<Map<string, Picture>> {
  const made = new Map<string, Picture>();
  for (const text of new Set(texts)) made.set(text, await pictureOf(text, look));
  return made;
}

async function pictureOf(text: string, { size, width, colour }: Look): Promise<Picture> {
  const markup = `<span foreground="${colour}">${text.replaceAll(/[&<>]/g, (sign) => ESCAPES[sign] ?? "")}</span>`;
  const asked = { font: `sans ${size}`, dpi: 72 * SCALE, width: width * SCALE, wrap: "word-char", rgba: true } as const;
  const { data, info } = await sharp({ text: { text: markup, ...asked } })
    .png()
    .toBuffer({ resolveWithObject: true });
  const shrink = Math.min(1, (width * SCALE) / info.width) / SCALE;
  return { png: data, width: info.width * shrink, height: info.height * shrink };
}
