import type { Colour, Length, Sides } from "@/lib/delivery/rules/transformation";

/** The first is at hand on every server; the others, and letters that it lacks, come from the fonts of the server. */
export const FONTS = ["sans-serif", "serif", "monospace"] as const;
export type Font = (typeof FONTS)[number];

/**
 * What becomes of words that are longer than their width: broken into lines, made smaller as one line or with their lines,
 * or cut in one place, with or without three dots there.
 */
export type Overflow =
  | { kind: "wrap" | "shrink" | "shrinkLines" }
  | { kind: "cut"; at: "start" | "middle" | "end"; dots: boolean };

/** Words on top of the picture. Sizes are pixels. */
export type Lettering = {
  text: string;
  font: Font;
  /** Of the letters; smaller where the words would not fit at all. */
  size: number;
  colour: Colour;
  isBold: boolean;
  isItalic: boolean;
  isStruck: boolean;
  /** Of a line; below 1, a share of the picture's width; null: all of it. */
  width: Length | null;
  /** Of all lines, where they are made smaller; below 1, a share of the picture's height; null: all of it. */
  height: Length | null;
  overflow: Overflow;
  /** Where lines begin; null: at the side where the words lie. */
  align: -1 | 0 | 1 | null;
  /** Between lines, beyond what the font says. */
  lead: number;
  /** From line to line, in place of what the font says. */
  lineHeight: number | null;
  /** Between letters, beyond what the font says. */
  track: number;
  /** Within the edges of the letters. */
  outline: { width: number; colour: Colour } | null;
  /** Standard deviation of a soft black shadow around the letters. */
  shadow: number;
  background: Colour | null;
  /** Between the words and the edge of their background. */
  padding: Sides;
  /** Of the background's corners. */
  radius: number | "max";
  flip: boolean;
  flop: boolean;
  /** Degrees clockwise. */
  rotate: number;
  /** 0 to 1, of all of it together. */
  opacity: number;
  /** Where it lies; moved as a watermark is. */
  side: { x: -1 | 0 | 1; y: -1 | 0 | 1 };
  x: number;
  y: number;
};

export const PLAIN_LETTERING: Omit<Lettering, "text" | "size"> = {
  font: "sans-serif",
  colour: "000000ff",
  isBold: false,
  isItalic: false,
  isStruck: false,
  width: null,
  height: null,
  overflow: { kind: "wrap" },
  align: null,
  lead: 0,
  lineHeight: null,
  track: 0,
  outline: null,
  shadow: 0,
  background: null,
  padding: { top: 0, right: 0, bottom: 0, left: 0 },
  radius: 0,
  flip: false,
  flop: false,
  rotate: 0,
  opacity: 1,
  side: { x: 0, y: 0 },
  x: 0,
  y: 0,
};
