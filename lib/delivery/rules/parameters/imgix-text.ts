import { type Lettering, type Overflow, PLAIN_LETTERING } from "@/lib/delivery/rules/lettering";
import { fontOf, LARGEST_LETTER, MOST_AROUND, set, type Values } from "@/lib/delivery/rules/parameters/values";

/** What is said of words so far. `pad` is between them and the picture's edge, or within their background. */
export type Letters = Partial<Lettering> & { pad?: number; outlineWidth?: number; outlineColour?: string };

type Read = (text: string, letters: Letters, values: Values) => void;

/** https://docs.imgix.com/apis/rendering/text, and of the typesetting endpoint what means something on a picture. */
export const TEXT: Record<string, Read> = {
  txt: (text, letters, values) => set(letters, "text", values.words("txt", text)),
  "txt-size": (text, letters, values) => set(letters, "size", values.number("txt-size", text, 1, LARGEST_LETTER)),
  "txt-color": (text, letters, values) => set(letters, "colour", values.colour("txt-color", text, "first")),
  "txt-font": (text, letters, values) => {
    Object.assign(letters, { isBold: /bold/i.test(text), isItalic: /italic/i.test(text) });
    const family = text.replace(/[, ]*(bold|italic)/gi, "");
    if (family) letters.font = fontOf("txt-font", family, values);
  },
  "txt-align": (text, letters, values) => set(letters, "side", values.side("txt-align", text.split(","))),
  "txt-width": (text, letters, values) => set(letters, "width", values.length("txt-width", text)),
  "txt-h": (text, letters, values) => set(letters, "height", values.length("txt-h", text)),
  "txt-fit": (text, letters, values) => {
    const fits = { max: "shrink", wrap: "wrap", wrapmax: "shrinkLines" } as const;
    const fit = values.oneOf("txt-fit", text, Object.keys(fits) as (keyof typeof fits)[]);
    if (fit) letters.overflow = { kind: fits[fit] };
  },
  "txt-clip": (text, letters, values) => set(letters, "overflow", cutOf(text, values)),
  "txt-lead": (text, letters, values) => set(letters, "lead", values.number("txt-lead", text, 0, LARGEST_LETTER)),
  "txt-track": (text, letters, values) => set(letters, "track", values.number("txt-track", text, -100, 100)),
  "txt-line": (text, letters, values) => set(letters, "outlineWidth", values.number("txt-line", text, 0, 100)),
  "txt-line-color": (text, letters, values) =>
    set(letters, "outlineColour", values.colour("txt-line-color", text, "first")),
  "txt-shad": (text, letters, values) => set(letters, "shadow", values.number("txt-shad", text, 0, 10)),
  "txt-bg": (text, letters, values) => set(letters, "background", values.colour("txt-bg", text, "first")),
  "txt-radius": (text, letters, values) => set(letters, "radius", values.number("txt-radius", text, 0, 8192)),
  "txt-alpha": (text, letters, values) => {
    const percent = values.number("txt-alpha", text, 0, 100);
    if (percent !== undefined) letters.opacity = percent / 100;
  },
  "txt-pad": (text, letters, values) => set(letters, "pad", values.number("txt-pad", text, 0, MOST_AROUND)),
  "txt-x": (text, letters, values) => set(letters, "x", values.number("txt-x", text, 0, 8192)),
  "txt-y": (text, letters, values) => set(letters, "y", values.number("txt-y", text, 0, 8192)),
};

function cutOf(text: string, values: Values): Overflow | undefined {
  const words = text.split(",").map((word) => values.oneOf("txt-clip", word, ["start", "middle", "end", "ellipsis"]));
  if (words.includes(undefined)) return undefined;
  const at = words.includes("start") ? "start" : words.includes("middle") ? "middle" : "end";
  return { kind: "cut", at, dots: words.includes("ellipsis") };
}

/** Below and to the right where nothing is said, as a watermark. */
export function letteringOf(text: string, { pad, outlineWidth, outlineColour, ...letters }: Letters): Lettering {
  const inside = letters.background ? (pad ?? 0) : 0;
  const outside = letters.background ? 0 : (pad ?? 10);
  return {
    ...PLAIN_LETTERING,
    size: 12,
    side: { x: 1, y: 1 },
    x: outside,
    y: outside,
    padding: { top: inside, right: inside, bottom: inside, left: inside },
    outline: outlineWidth ? { width: outlineWidth, colour: outlineColour ?? "ffffffff" } : null,
    ...letters,
    text,
  };
}
