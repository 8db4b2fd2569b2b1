import { beginLayer, endLayer, type Layer, readInLayer } from "@/lib/delivery/rules/parameters/imagekit-layers";
import { CENTRE, MOST_AROUND, set, SIZES, STRONGEST_BLUR, type Values } from "@/lib/delivery/rules/parameters/values";
import {
  type Fit,
  type Gravity,
  MOST_STEPS,
  NO_STEP,
  type Step,
  type Transformation,
} from "@/lib/delivery/rules/transformation";

const FORMATS = {
  auto: "auto",
  jpg: "jpeg",
  jpeg: "jpeg",
  png: "png",
  webp: "webp",
  avif: "avif",
  gif: "gif",
} as const;

/** https://imagekit.io/docs/image-resize-and-crop */
const CROPS: Record<string, { fit: Fit; enlarge: boolean }> = {
  maintain_ratio: { fit: "cover", enlarge: true },
  force: { fit: "fill", enlarge: true },
  at_max: { fit: "inside", enlarge: false },
  at_max_enlarge: { fit: "inside", enlarge: true },
  at_least: { fit: "outside", enlarge: true },
};

const MODES = ["pad_resize", "extract", "pad_extract"] as const;

type Draft = {
  step: Partial<Step>;
  output: Partial<Transformation>;
  mode: (typeof MODES)[number] | null;
  place: { x?: number; y?: number };
};

type Read = (text: string, draft: Draft, values: Values) => void;

const PARAMETERS: Record<string, Read> = {
  ...SIZES,
  c: (text, { step }, values) => Object.assign(step, CROPS[values.oneOf("c", text, Object.keys(CROPS)) ?? ""]),
  cm: (text, draft, values) => set(draft, "mode", values.oneOf("cm", text, MODES)),
  fo: (text, { step }, values) => set(step, "gravity", gravityOf(text, values)),
  x: (text, { place }, values) => set(place, "x", values.number("x", text, 0, 100_000)),
  y: (text, { place }, values) => set(place, "y", values.number("y", text, 0, 100_000)),

  rt: (text, { step }, values) => {
    if (text === "auto") return;
    const degrees = values.number("rt", text.replace(/^N/, "-"), -360, 360);
    if (degrees !== undefined) step.rotate = (degrees + 360) % 360;
  },
  fl: (text, { step }, values) => {
    const axes = values.oneOf("fl", text, ["h", "v", "h_v", "v_h"]);
    if (axes) Object.assign(step, { flop: axes.includes("h"), flip: axes.includes("v") });
  },

  bl: (text, { step }, values) => {
    const strength = values.number("bl", text, 1, 100);
    if (strength) step.blur = Math.min(STRONGEST_BLUR, 0.3 + strength / 2);
  },
  "e-sharpen": (text, { step }, values) =>
    set(step, "sharpen", text === "" ? 20 : values.number("e-sharpen", text, 1, 100)),
  "e-grayscale": (_, { step }) => set(step, "saturation", 0),

  bg: (text, { step }, values) => set(step, "background", values.colour("bg", text, "last")),
  pa: (text, { step }, values) => set(step, "padding", values.sides("pa", text, "_")),
  b: (text, { step }, values) => {
    const [width = "", colour = ""] = text.split("_");
    const found = { width: values.number("b", width, 0, MOST_AROUND), colour: values.colour("b", colour, "last") };
    if (found.width && found.colour) step.border = { width: found.width, colour: found.colour };
  },
  r: (text, { step }, values) => set(step, "radius", text === "max" ? text : values.number("r", text, 0, 8192)),
  t: (text, { step }, values) => {
    if (text === "false") return;
    // From 1 to 99 of a hundred parts that may differ.
    const tolerance = text === "true" ? 4 : values.number("t", text, 1, 99);
    if (tolerance !== undefined) step.trim = Math.max(1, Math.round(tolerance * 2.55));
  },

  f: (text, { output }, values) => {
    const word = values.oneOf("f", text, Object.keys(FORMATS) as (keyof typeof FORMATS)[]);
    if (word) output.format = FORMATS[word];
  },
  q: (text, { output }, values) => set(output, "quality", values.number("q", text, 1, 100)),
  lo: (text, { output }, values) => set(output, "lossless", values.isOn("lo", text)),
  dpr: (text, { output }, values) => set(output, "dpr", values.number("dpr", text, 0.1, 5)),
  orig: (text, { output }, values) => set(output, "original", values.isOn("orig", text)),
};

/** `e-sharpen-10`, `w-300`, `e-grayscale`: effects have two words before their value. */
function splitParameter(part: string): [name: string, text: string] {
  const [, name = "", text = ""] = /^(e-[a-z]+|[a-z]+)(?:-(.*))?$/.exec(part) ?? [];
  return [name, text];
}

/** Reads a chain such as `w-300,h-200:rt-90`: one step after the other. What it does not know, it passes over. */
export function readImageKit(chain: string, values: Values): { steps: Step[]; output: Partial<Transformation> } {
  const output: Partial<Transformation> = {};
  const parts = chain.split(":").filter((part) => part !== "");
  if (parts.length > MOST_STEPS) values.wrong("tr", `a chain of at most ${MOST_STEPS} steps`);
  const steps = parts.slice(0, MOST_STEPS).flatMap((part) => readStep(part, output, values) ?? []);
  return { steps, output };
}

function readStep(text: string, output: Partial<Transformation>, values: Values): Step | null {
  const draft: Draft = { step: {}, output, mode: null, place: {} };
  let layer: Layer | null = null;
  for (const part of text.split(",")) {
    const [name, value] = splitParameter(part);
    if (name === "l") {
      if (layer) endLayer(layer, draft.step);
      layer = value === "end" ? null : beginLayer(value, values);
    } else if (layer) readInLayer(name, value, layer, values);
    else if (Object.hasOwn(PARAMETERS, name)) PARAMETERS[name]?.(value, draft, values);
  }
  const { step } = draft;
  if (draft.mode === "pad_resize") Object.assign(step, { fit: "pad", enlarge: true });
  else if (draft.mode !== null) cutOut(draft);
  return Object.keys(step).length === 0 ? null : { ...NO_STEP, fit: "cover", ...step };
}

/** Extracting cuts the size out of the picture as it is. */
function cutOut({ step, place }: Draft): void {
  const { width, height } = step;
  if (!width && !height) return;
  step.region = { left: place.x ?? null, top: place.y ?? null, width: width ?? 1e5, height: height ?? 1e5 };
  step.width = step.height = null;
}

function gravityOf(text: string, values: Values): Gravity | undefined {
  if (text === "auto" || text === "face" || text === "custom") return { kind: "attention" };
  const side = values.side("fo", text.split("_"));
  return side && { ...CENTRE, ...side };
}
