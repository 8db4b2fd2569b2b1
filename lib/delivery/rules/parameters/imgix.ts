import { letteringOf, type Letters, TEXT } from "@/lib/delivery/rules/parameters/imgix-text";
import { CENTRE, MOST_AROUND, set, SIZES, STRONGEST_BLUR, type Values } from "@/lib/delivery/rules/parameters/values";
import {
  type Fit,
  type Gravity,
  NO_STEP,
  NO_TRANSFORMATION,
  type Sides,
  type Step,
  type Transformation,
  type Watermark,
} from "@/lib/delivery/rules/transformation";

/** imgix's own words for how a picture comes into its frame. https://docs.imgix.com/apis/rendering/size/fit */
const FITS: Record<string, { fit: Fit; enlarge: boolean }> = {
  clip: { fit: "inside", enlarge: true },
  max: { fit: "inside", enlarge: false },
  crop: { fit: "cover", enlarge: true },
  facearea: { fit: "cover", enlarge: true },
  min: { fit: "cover", enlarge: false },
  scale: { fit: "fill", enlarge: true },
  fill: { fit: "pad", enlarge: true },
  fillmax: { fit: "pad", enlarge: false },
};

const FORMATS = {
  jpg: "jpeg",
  jpeg: "jpeg",
  pjpg: "jpeg",
  png: "png",
  png8: "png",
  png32: "png",
  webp: "webp",
  avif: "avif",
  gif: "gif",
} as const;

type Draft = {
  step: Partial<Step>;
  output: Partial<Transformation>;
  point: { x?: number; y?: number; zoom?: number };
  padding: Partial<Sides>;
  mark: Partial<Watermark> & { scale?: number; pad?: number };
  letters: Letters;
};

type Read = (text: string, draft: Draft, values: Values) => void;

const PARAMETERS: Record<string, Read> = {
  ...SIZES,
  fit: (text, { step }, values) => Object.assign(step, FITS[values.oneOf("fit", text, Object.keys(FITS)) ?? ""]),
  crop: (text, { step }, values) => set(step, "gravity", gravityOf(text, values)),
  "fp-x": (text, { point }, values) => set(point, "x", values.number("fp-x", text, 0, 1)),
  "fp-y": (text, { point }, values) => set(point, "y", values.number("fp-y", text, 0, 1)),
  "fp-z": (text, { point }, values) => set(point, "zoom", values.number("fp-z", text, 1, 10)),
  rect: (text, { step }, values) => set(step, "region", regionOf(text, values)),

  rot: (text, { step }, values) => {
    const degrees = values.number("rot", text, -360, 360);
    // Against the clock, in the frame that the picture had.
    if (degrees !== undefined) Object.assign(step, { rotate: (360 - (degrees % 360)) % 360, keepFrame: true });
  },
  orient: turn,
  or: turn,
  flip: (text, { step }, values) => {
    const axes = values.oneOf("flip", text, ["h", "v", "hv", "vh"]);
    if (axes) Object.assign(step, { flop: axes.includes("h"), flip: axes.includes("v") });
  },

  blur: (text, { step }, values) => {
    const strength = values.number("blur", text, 0, 2000);
    if (strength) step.blur = Math.min(STRONGEST_BLUR, 0.3 + strength / 10);
  },
  sharp: (text, { step }, values) => {
    const strength = values.number("sharp", text, 0, 100);
    if (strength) step.sharpen = strength;
  },
  sat: (text, { step }, values) => {
    const change = values.number("sat", text, -100, 100);
    if (change !== undefined) step.saturation = 1 + change / 100;
  },
  monochrome: (text, { step }, values) => {
    if (values.colour("monochrome", text, "first")) step.saturation = 0;
  },

  bg: (text, { step }, values) => set(step, "background", values.colour("bg", text, "first")),
  "fill-color": (text, { step }, values) => set(step, "background", values.colour("fill-color", text, "first")),
  pad: (text, { padding }, values) => {
    const all = values.number("pad", text, 0, MOST_AROUND);
    if (all !== undefined) Object.assign(padding, { top: all, right: all, bottom: all, left: all, ...padding });
  },
  ...Object.fromEntries(
    (["top", "right", "bottom", "left"] as const).map((side): [string, Read] => [
      `pad-${side}`,
      (text, { padding }, values) => set(padding, side, values.number(`pad-${side}`, text, 0, MOST_AROUND)),
    ]),
  ),
  border: (text, { step }, values) => {
    const [width = "", colour = ""] = text.split(",");
    const found = {
      width: values.number("border", width, 0, MOST_AROUND),
      colour: values.colour("border", colour, "first"),
    };
    if (found.width && found.colour) step.border = { width: found.width, colour: found.colour };
  },
  "border-radius": radius("border-radius"),
  "corner-radius": radius("corner-radius"),
  mask: (text, { step }, values) => {
    const shape = values.oneOf("mask", text, ["ellipse", "corners"]);
    if (shape === "ellipse") step.radius = "max";
  },

  trim: (text, { step }, values) => {
    if (values.oneOf("trim", text, ["auto", "color"])) step.trim ??= 10;
  },
  "trim-tol": (text, { step }, values) => set(step, "trim", values.number("trim-tol", text, 1, 255)),

  mark: (text, { mark }) => set(mark, "path", text.replace(/^\/+/, "")),
  "mark-w": (text, { mark }, values) => set(mark, "width", values.length("mark-w", text)),
  "mark-h": (text, { mark }, values) => set(mark, "height", values.length("mark-h", text)),
  "mark-scale": (text, { mark }, values) => set(mark, "scale", values.number("mark-scale", text, 1, 100)),
  "mark-x": (text, { mark }, values) => set(mark, "x", values.number("mark-x", text, 0, 8192)),
  "mark-y": (text, { mark }, values) => set(mark, "y", values.number("mark-y", text, 0, 8192)),
  "mark-pad": (text, { mark }, values) => set(mark, "pad", values.number("mark-pad", text, 0, 8192)),
  "mark-align": (text, { mark }, values) => set(mark, "side", values.side("mark-align", text.split(","))),
  "mark-alpha": (text, { mark }, values) => {
    const percent = values.number("mark-alpha", text, 0, 100);
    if (percent !== undefined) mark.opacity = percent / 100;
  },

  ...Object.fromEntries(
    Object.entries(TEXT).map(([name, read]): [string, Read] => [
      name,
      (text, { letters }, values) => read(text, letters, values),
    ]),
  ),

  fm: (text, { output }, values) => {
    const word = values.oneOf("fm", text, Object.keys(FORMATS) as (keyof typeof FORMATS)[]);
    if (word) output.format = FORMATS[word];
  },
  auto: (text, { output }, values) => {
    const wishes = text
      .split(",")
      .map((word) => values.oneOf("auto", word, ["format", "compress", "enhance", "redeye", "true"]));
    if (wishes.includes("format")) output.format ??= "auto";
    if (wishes.includes("compress")) output.quality ??= 60;
  },
  q: (text, { output }, values) => set(output, "quality", values.number("q", text, 1, 100)),
  lossless: (text, { output }, values) => set(output, "lossless", values.isOn("lossless", text)),
  dpr: (text, { output }, values) => set(output, "dpr", values.number("dpr", text, 0.5, 8)),
};

const isImgixParameter = (name: string): boolean => Object.hasOwn(PARAMETERS, name);

/** Reads imgix's parameters out of the names and values of a query. What it does not know, it passes over. */
export function readImgix(
  query: Iterable<[string, string]>,
  values: Values,
): { step: Step | null; output: Partial<Transformation> } {
  const draft: Draft = { step: {}, output: {}, point: {}, padding: {}, mark: {}, letters: {} };
  for (const [name, text] of query) {
    if (isImgixParameter(name)) PARAMETERS[name]?.(text, draft, values);
    else if (name.endsWith("64") && isImgixParameter(name.slice(0, -2)))
      PARAMETERS[name.slice(0, -2)]?.(Buffer.from(text, "base64url").toString(), draft, values);
  }
  return { step: stepOf(draft), output: { ...NO_TRANSFORMATION, ...draft.output } };
}

function stepOf({ step, point, padding, mark, letters }: Draft): Step | null {
  const { gravity } = step;
  if (gravity?.kind === "point") step.gravity = { ...gravity, ...point };
  if (Object.values(padding).some((side) => side > 0))
    step.padding = { top: 0, right: 0, bottom: 0, left: 0, ...padding };
  if (mark.path) step.watermark = watermarkOf(mark.path, mark);
  if (letters.text) step.lettering = letteringOf(letters.text, letters);
  return Object.keys(step).length === 0 ? null : { ...NO_STEP, ...step };
}

function watermarkOf(path: string, { scale, pad = 10, ...mark }: Draft["mark"]): Watermark {
  return {
    path,
    width: scale === undefined ? (mark.width ?? null) : Math.min(0.999, scale / 100),
    height: mark.height ?? null,
    side: mark.side ?? { x: 1, y: 1 },
    x: mark.x ?? pad,
    y: mark.y ?? pad,
    opacity: mark.opacity ?? 1,
  };
}

/** `faces` are looked for by the same means as what catches the eye: skin is part of that. */
function gravityOf(text: string, values: Values): Gravity | undefined {
  const words = text.split(",");
  if (words.includes("focalpoint")) return { kind: "point", x: 0.5, y: 0.5, zoom: 1 };
  if (words.includes("edges")) return { kind: "edges" };
  if (words.includes("entropy")) return { kind: "entropy" };
  if (words.some((word) => ["faces", "attention"].includes(word))) return { kind: "attention" };
  const side = values.side("crop", words);
  return side && { ...CENTRE, ...side };
}

function regionOf(text: string, values: Values): Step["region"] | undefined {
  const parts = text.split(",");
  const [left, top] = parts.slice(0, 2).map((part) => values.number("rect", part, 0, 100_000));
  const [width, height] = parts.slice(2, 4).map((part) => values.number("rect", part, 0.0001, 100_000));
  if (parts.length !== 4 || left === undefined || top === undefined || !width || !height)
    return values.wrong("rect", "left,top,width,height");
  return { left, top, width, height };
}

/** Degrees, or the number by which a camera tells them. */
function turn(text: string, { step }: Draft, values: Values): void {
  const degrees = { "0": 0, "1": 0, "90": 90, "6": 90, "180": 180, "3": 180, "270": 270, "8": 270 } as const;
  const word = values.oneOf("orient", text, Object.keys(degrees) as (keyof typeof degrees)[]);
  if (word) step.turn = degrees[word];
}

function radius(name: string): Read {
  return (text, { step }, values) => {
    const [first = ""] = text.split(",");
    set(step, "radius", values.number(name, first, 0, 8192));
  };
}
