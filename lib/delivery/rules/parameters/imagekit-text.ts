import type { Lettering } from "@/lib/delivery/rules/lettering";
import { decoded, fontOf, LARGEST_LETTER, set, type Values } from "@/lib/delivery/rules/parameters/values";

/** What may be said of the words of a text layer. https://imagekit.io/docs/add-overlays-on-images#text-overlay */
export const TEXT: Record<string, (text: string, layer: Partial<Lettering>, values: Values) => void> = {
  i: (text, layer, values) => set(layer, "text", values.words("i", text)),
  ie: (text, layer, values) => set(layer, "text", values.words("ie", decoded(text))),
  w: (text, layer, values) => set(layer, "width", values.length("w", text)),
  fs: (text, layer, values) => set(layer, "size", values.number("fs", text, 1, LARGEST_LETTER)),
  ff: (text, layer, values) => set(layer, "font", fontOf("ff", text, values)),
  co: (text, layer, values) => set(layer, "colour", values.colour("co", text, "last")),
  tg: (text, layer, values) => {
    const words = text.split("_").map((word) => values.oneOf("tg", word, ["b", "i", "strikethrough"]));
    const [isBold, isItalic, isStruck] = [words.includes("b"), words.includes("i"), words.includes("strikethrough")];
    Object.assign(layer, { isBold, isItalic, isStruck });
  },
  ia: (text, layer, values) => {
    const side = values.oneOf("ia", text, ["left", "center", "right"]);
    if (side) layer.align = side === "left" ? -1 : side === "right" ? 1 : 0;
  },
  lh: (text, layer, values) => set(layer, "lineHeight", values.number("lh", text, 1, LARGEST_LETTER)),
  bg: (text, layer, values) => set(layer, "background", values.colour("bg", text, "last")),
  pa: (text, layer, values) => set(layer, "padding", values.sides("pa", text, "_")),
  r: (text, layer, values) => set(layer, "radius", text === "max" ? text : values.number("r", text, 0, 8192)),
  rt: (text, layer, values) => {
    const degrees = values.number("rt", text.replace(/^N/, "-"), -360, 360);
    if (degrees !== undefined) layer.rotate = (degrees + 360) % 360;
  },
  fl: (text, layer, values) => {
    const axes = values.oneOf("fl", text, ["h", "v", "h_v", "v_h"]);
    if (axes) Object.assign(layer, { flop: axes.includes("h"), flip: axes.includes("v") });
  },
  al: (text, layer, values) => {
    const tenths = values.number("al", text, 1, 9);
    if (tenths !== undefined) layer.opacity = tenths / 10;
  },
};
