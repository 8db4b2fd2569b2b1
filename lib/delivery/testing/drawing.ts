import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect } from "vitest";
import { type FilePart, type Rendered, Renderer } from "@/lib/delivery/renderer";
import { readTransformation } from "@/lib/delivery/rules/parameters/read";

const HUES = { red: "#e00000", green: "#00c000", blue: "#0000e0", gold: "#e0c000" };

/** 400 by 200: red and green above, blue and gold below. */
export const quarters = () =>
  sharp({ create: { width: 400, height: 200, channels: 3, background: HUES.red } }).composite([
    { input: { create: { width: 200, height: 100, channels: 3, background: HUES.green } }, left: 200, top: 0 },
    { input: { create: { width: 200, height: 100, channels: 3, background: HUES.blue } }, left: 0, top: 100 },
    { input: { create: { width: 200, height: 100, channels: 3, background: HUES.gold } }, left: 200, top: 100 },
  ]);

/** A rendered picture. `hue`: the name of what is there. */
type Drawn = Rendered & { bytes: Buffer; hue: (x: number, y: number) => string };

/** The hues of the four corners. */
export const corners = ({ width, height, hue }: Drawn) =>
  [hue(3, 3), hue(width - 4, 3), hue(3, height - 4), hue(width - 4, height - 4)].join(" ");

/** The corners of `quarters` when nothing has moved. */
export const AS_IT_IS = "red green blue gold";

/** Starts render processes for the test file, with a folder for what they read and write. */
export function startRenderer() {
  let folder: string;
  let renderer: Renderer;
  let made = 0;
  beforeAll(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), "aperture-renders-"));
    renderer = new Renderer(2);
  });
  afterAll(async () => {
    renderer.stop();
    await fs.rm(folder, { recursive: true, force: true });
  });

  const place = () => path.join(folder, String(made++));

  /** With something behind it that does not belong to it. */
  async function partOf(bytes: Buffer | string): Promise<FilePart> {
    const file = place();
    await fs.writeFile(file, Buffer.concat([Buffer.from(bytes), Buffer.from("something else")]));
    return { file, size: Buffer.byteLength(bytes) };
  }

  /** What a query makes of `quarters`, or of another picture. */
  async function render(query: string, bytes?: Buffer | string, mark?: Buffer): Promise<Drawn> {
    const { steps, quality, lossless, format } = readTransformation(query);
    const original = await partOf(bytes ?? (await quarters().png().toBuffer()));
    const markFile = mark ? await partOf(mark) : null;
    const into = place();
    const marks = steps.map((step) => (step.watermark ? markFile : null));
    const wanted = format === "auto" ? null : format;
    const rendered = await renderer.render({ original, marks, steps, quality, lossless, format: wanted, into });
    const result = await fs.readFile(into);
    const { data, info } = await sharp(result).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([rendered.width, rendered.height]);
    const hue = (x: number, y: number) =>
      nameOf([...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)]);
    return { bytes: result, ...rendered, hue };
  }

  return {
    get renderer() {
      return renderer;
    },
    place,
    partOf,
    render,
  };
}

/** The nearest of the hues in use. */
function nameOf([r = 0, g = 0, b = 0, alpha = 0]: number[]): string {
  if (alpha < 60) return "clear";
  const near = (hex: string) =>
    [1, 3, 5].every(
      (at, channel) => Math.abs(Number.parseInt(hex.slice(at, at + 2), 16) - ([r, g, b][channel] ?? 0)) < 40,
    );
  const all = { ...HUES, white: "#ffffff", black: "#000000" };
  const found = Object.entries(all).find(([, hex]) => near(hex));
  return found?.[0] ?? (Math.max(r, g, b) - Math.min(r, g, b) < 12 ? "grey" : `${r},${g},${b}`);
}
