import { type Lettering, PLAIN_LETTERING } from "@/lib/delivery/rules/lettering";
import { TEXT } from "@/lib/delivery/rules/parameters/imagekit-text";
import { decoded, set, type Values } from "@/lib/delivery/rules/parameters/values";
import type { Step, Watermark } from "@/lib/delivery/rules/transformation";

/** What lies on top of a picture while its parameters are read. https://imagekit.io/docs/add-overlays-on-images */
export type Layer = { kind: "image"; of: Partial<Watermark> } | { kind: "text"; of: Partial<Lettering> };

type Read<T> = (text: string, layer: Partial<T>, values: Values) => void;

const PLACE: Record<string, Read<Watermark & Lettering>> = {
  lx: (text, layer, values) => set(layer, "x", values.number("lx", text, 0, 8192)),
  ly: (text, layer, values) => set(layer, "y", values.number("ly", text, 0, 8192)),
  lfo: (text, layer, values) => set(layer, "side", values.side("lfo", text.split("_"))),
};

const IMAGE: Record<string, Read<Watermark>> = {
  ...PLACE,
  i: (text, layer) => set(layer, "path", text.replaceAll("@@", "/")),
  ie: (text, layer) => set(layer, "path", decoded(text)),
  w: (text, layer, values) => set(layer, "width", values.length("w", text)),
  h: (text, layer, values) => set(layer, "height", values.length("h", text)),
  o: (text, layer, values) => {
    const percent = values.number("o", text, 1, 100);
    if (percent !== undefined) layer.opacity = percent / 100;
  },
};

const WORDS: Record<string, Read<Lettering>> = { ...PLACE, ...TEXT };

export function beginLayer(kind: string, values: Values): Layer | null {
  const known = values.oneOf("l", kind, ["image", "text"]);
  return known ? { kind: known, of: {} } : null;
}

export function readInLayer(name: string, text: string, layer: Layer, values: Values): void {
  if (layer.kind === "image" && Object.hasOwn(IMAGE, name)) IMAGE[name]?.(text, layer.of, values);
  if (layer.kind === "text" && Object.hasOwn(WORDS, name)) WORDS[name]?.(text, layer.of, values);
}

/** One that names nothing to be put there is none. */
export function endLayer({ kind, of }: Layer, step: Partial<Step>): void {
  // A place that is given counts from the left upper corner.
  const side = of.x === undefined && of.y === undefined ? ({ x: 0, y: 0 } as const) : ({ x: -1, y: -1 } as const);
  const place = { side, x: 0, y: 0 };
  if (kind === "image" && of.path)
    step.watermark = { width: null, height: null, opacity: 1, ...place, ...of, path: of.path.replace(/^\/+/, "") };
  if (kind === "text" && of.text) step.lettering = { ...PLAIN_LETTERING, size: 14, ...place, ...of, text: of.text };
}
