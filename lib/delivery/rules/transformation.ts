import type { Lettering } from "@/lib/delivery/rules/lettering";

export const FORMATS = ["jpeg", "png", "webp", "avif", "gif"] as const;
export type Format = (typeof FORMATS)[number];

/** Pixels; below 1, a share of the picture's own width or height. */
export type Length = number;

/** Eight hexadecimal digits: red, green, blue, opacity. */
export type Colour = string;

/**
 * `inside`: as large as fits, whole. `outside`: as small as covers, whole. `cover`: cut to the very size. `fill`: distorted
 * to it. `pad`: whole, on a canvas of that size.
 */
export type Fit = "inside" | "outside" | "cover" | "fill" | "pad";

/** What stays when something is cut away: a side or corner, what catches the eye or has most outlines, or what lies around a point (0 to 1). */
export type Gravity =
  | { kind: "side"; x: -1 | 0 | 1; y: -1 | 0 | 1 }
  | { kind: "entropy" }
  | { kind: "attention" }
  | { kind: "edges" }
  | { kind: "point"; x: number; y: number; zoom: number };

/** A part of the picture. Without a place it is cut by the step's gravity. */
export type Region = { left: Length | null; top: Length | null; width: Length; height: Length };

export type Sides = { top: number; right: number; bottom: number; left: number };

/** Another picture of the same source on top of this one. Sizes are pixels, or below 1 shares of the picture below. */
export type Watermark = {
  path: string;
  width: Length | null;
  height: Length | null;
  /** Where it lies, as in `Gravity`; moved by x and y pixels from that side towards the middle. */
  side: { x: -1 | 0 | 1; y: -1 | 0 | 1 };
  x: number;
  y: number;
  /** 0 to 1. */
  opacity: number;
};

/** What is done to a picture at once, in the order in which it stands here. */
export type Step = {
  /** Degrees clockwise in place of what the camera says; null: what the camera says. */
  turn: 0 | 90 | 180 | 270 | null;
  /** How much the border may differ in itself to be cut off, 1 to 255; null: nothing is cut. */
  trim: number | null;
  region: Region | null;
  width: Length | null;
  height: Length | null;
  /** Width to height, where only one of them is given. */
  aspect: number | null;
  fit: Fit;
  /** Whether it may become larger than it is. */
  enlarge: boolean;
  gravity: Gravity;
  flip: boolean;
  flop: boolean;
  /** Degrees clockwise. */
  rotate: number;
  /** Whether a turned picture fills the frame it had before, or the frame grows with it. */
  keepFrame: boolean;
  /** Standard deviation of the blur in pixels. */
  blur: number | null;
  sharpen: number | null;
  /** 1 is as it was, 0 is grey. */
  saturation: number;
  background: Colour | null;
  padding: Sides | null;
  border: { width: number; colour: Colour } | null;
  /** Of the corners in pixels; `max` makes an ellipse. */
  radius: number | "max" | null;
  watermark: Watermark | null;
  lettering: Lettering | null;
};

export type Transformation = {
  steps: readonly Step[];
  /** `auto`: the best that the client takes; null: that of the original. */
  format: Format | "auto" | null;
  quality: number | null;
  lossless: boolean;
  /** By how much the sizes were multiplied. */
  dpr: number;
  /** The stored bytes and nothing else. */
  original: boolean;
};

export const LONGEST_SIDE = 8192;
export const MOST_STEPS = 8;
export const LONGEST_TEXT = 300;

export const NO_STEP: Step = {
  turn: null,
  trim: null,
  region: null,
  width: null,
  height: null,
  aspect: null,
  fit: "inside",
  enlarge: true,
  gravity: { kind: "side", x: 0, y: 0 },
  flip: false,
  flop: false,
  rotate: 0,
  keepFrame: false,
  blur: null,
  sharpen: null,
  saturation: 1,
  background: null,
  padding: null,
  border: null,
  radius: null,
  watermark: null,
  lettering: null,
};

export const NO_TRANSFORMATION: Transformation = {
  steps: [],
  format: null,
  quality: null,
  lossless: false,
  dpr: 1,
  original: false,
};

/** Whether nothing is asked of the picture. */
export const isPlain = ({ steps, format, quality, lossless }: Transformation): boolean =>
  steps.length === 0 && format === null && quality === null && !lossless;

/** The same for equal transformations and different for others. Fractions of a pixel are no difference. */
export const keyOfTransformation = (transformation: Transformation): string =>
  JSON.stringify(transformation, (_, value: unknown) =>
    typeof value === "number" ? Math.round(value * 1e4) / 1e4 : value,
  );

/** Sizes in pixels times the density of the client's screen. */
export function atDensity(step: Step, dpr: number): Step {
  if (dpr === 1) return step;
  const long = (length: Length | null) =>
    length === null || length < 1 ? length : Math.min(LONGEST_SIDE, Math.round(length * dpr));
  const around = ({ top, right, bottom, left }: Sides) => ({
    top: top * dpr,
    right: right * dpr,
    bottom: bottom * dpr,
    left: left * dpr,
  });
  const rounded = <R extends number | "max" | null>(radius: R) => (typeof radius === "number" ? radius * dpr : radius);
  const { padding, border, radius, watermark, lettering } = step;
  return {
    ...step,
    width: long(step.width),
    height: long(step.height),
    padding: padding && around(padding),
    border: border && { ...border, width: border.width * dpr },
    radius: rounded(radius),
    watermark: watermark && {
      ...watermark,
      width: long(watermark.width),
      height: long(watermark.height),
      x: watermark.x * dpr,
      y: watermark.y * dpr,
    },
    lettering: lettering && {
      ...lettering,
      size: lettering.size * dpr,
      width: long(lettering.width),
      height: long(lettering.height),
      lead: lettering.lead * dpr,
      lineHeight: lettering.lineHeight && lettering.lineHeight * dpr,
      track: lettering.track * dpr,
      outline: lettering.outline && { ...lettering.outline, width: lettering.outline.width * dpr },
      shadow: lettering.shadow * dpr,
      padding: around(lettering.padding),
      radius: rounded(lettering.radius),
      x: lettering.x * dpr,
      y: lettering.y * dpr,
    },
  };
}
