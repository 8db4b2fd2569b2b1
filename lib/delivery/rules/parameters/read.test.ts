import ImageKit from "@imagekit/nodejs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readTransformation } from "@/lib/delivery/rules/parameters/read";
import { LONGEST_SIDE, type Step } from "@/lib/delivery/rules/transformation";
import { AppError } from "@/lib/errors";

const stepOf = (query: string): Partial<Step> => readTransformation(query).steps[0] ?? {};

test.each<[string, Partial<Step>]>([
  ["w=300&h=200", { width: 300, height: 200, fit: "inside" }],
  ["w=0.5", { width: 0.5 }],
  ["w=300&dpr=2", { width: 600 }],
  ["w=99999", { width: LONGEST_SIDE }],
  ["w=300&ar=16:9&fit=crop", { width: 300, aspect: 16 / 9, fit: "cover" }],
  ["w=300&fit=max", { fit: "inside", enlarge: false }],
  ["w=300&fit=scale", { fit: "fill" }],
  ["w=300&h=200&fit=fill&bg=f80", { fit: "pad", background: "ff8800ff" }],
  ["bg=80ff8800", { background: "ff880080" }],
  ["crop=top,left", { gravity: { kind: "side", x: -1, y: -1 } }],
  ["crop=entropy", { gravity: { kind: "entropy" } }],
  ["crop=edges", { gravity: { kind: "edges" } }],
  ["crop=faces,edges", { gravity: { kind: "edges" } }],
  ["crop=faces", { gravity: { kind: "attention" } }],
  ["crop=focalpoint&fp-x=0.2&fp-y=0.8&fp-z=2", { gravity: { kind: "point", x: 0.2, y: 0.8, zoom: 2 } }],
  ["rect=10,20,30,40", { region: { left: 10, top: 20, width: 30, height: 40 } }],
  ["rot=90", { rotate: 270, keepFrame: true }],
  ["orient=6", { turn: 90 }],
  ["flip=hv", { flip: true, flop: true }],
  ["pad=10&pad-top=3", { padding: { top: 3, right: 10, bottom: 10, left: 10 } }],
  ["border=4,000&corner-radius=8", { border: { width: 4, colour: "000000ff" }, radius: 8 }],
  ["mask=ellipse", { radius: "max" }],
  ["sat=-100", { saturation: 0 }],
  ["trim=auto", { trim: 10 }],
  [
    "mark=/a/b.png&mark-w=0.25&mark-align=bottom,right&mark-alpha=50",
    { watermark: { path: "a/b.png", width: 0.25, height: null, side: { x: 1, y: 1 }, x: 10, y: 10, opacity: 0.5 } },
  ],
  [
    "mark64=bG9nby5wbmc",
    { watermark: { path: "logo.png", width: null, height: null, side: { x: 1, y: 1 }, x: 10, y: 10, opacity: 1 } },
  ],
  ["tr=w-300,h-200", { width: 300, height: 200, fit: "cover" }],
  ["tr=w-300,h-200,c-at_max", { fit: "inside", enlarge: false }],
  ["tr=w-300,h-200,cm-pad_resize,bg-FF8800", { fit: "pad", background: "ff8800ff" }],
  ["tr=w-30,h-20,x-5,y-6,cm-extract", { region: { left: 5, top: 6, width: 30, height: 20 }, width: null }],
  ["tr=rt-N45", { rotate: 315, keepFrame: false }],
  ["tr=fo-bottom_right,w-3", { gravity: { kind: "side", x: 1, y: 1 } }],
  ["tr=e-grayscale,bl-10,e-sharpen-10", { saturation: 0, blur: 5.3, sharpen: 10 }],
  ["tr=b-5_FF0000,r-max", { border: { width: 5, colour: "ff0000ff" }, radius: "max" }],
  ["tr=pa-1_2", { padding: { top: 1, right: 2, bottom: 1, left: 2 } }],
  ["tr=t-true", { trim: 10 }],
])("%s", (query, step) => {
  expect(stepOf(query)).toMatchObject(step);
});

test("a chain is done step by step, and comes out of a query or a path alike", () => {
  const [first, second] = readTransformation("tr=w-300,h-200:rt-90,f-webp,q-60").steps;
  expect([first?.width, first?.rotate, second?.width, second?.rotate]).toEqual([300, 0, null, 90]);
  expect(readTransformation("tr=w-300:rt-90")).toEqual(readTransformation("", { chain: "w-300:rt-90" }));
  expect(readTransformation("tr=w-300,f-webp,q-60")).toMatchObject({ format: "webp", quality: 60 });
});

test("what ImageKit's own library writes is understood without a remark", () => {
  const chain = new ImageKit({ privateKey: "x" }).helper.buildTransformationString([
    { width: 300, height: 0.5, aspectRatio: "4-3", cropMode: "pad_resize", background: "FF0000", focus: "top_left" },
    { rotation: 90, radius: "max", border: "5_FF8800", blur: 10, quality: 50, format: "avif", flip: "h_v", trim: true },
    {
      overlay: {
        type: "image",
        input: "marks/logo.png",
        position: { x: 10, y: 20 },
        transformation: [{ width: 100, opacity: 50 }],
      },
    },
    { grayscale: true, sharpen: true, dpr: 2 },
  ]);
  const { steps, format, quality, dpr } = readTransformation(`tr=${chain}&strict=1`);
  expect([steps.length, format, quality, dpr]).toEqual([4, "avif", 50, 2]);
  expect(steps[2]?.watermark).toEqual({
    path: "marks/logo.png",
    width: 200,
    height: null,
    side: { x: -1, y: -1 },
    x: 20,
    y: 40,
    opacity: 0.5,
  });
});

test("the source's own parameters hold unless the address says otherwise", () => {
  const { steps, format } = readTransformation("w=200", { defaults: "w=100&h=50&auto=format" });
  expect([steps[0]?.width, steps[0]?.height, format]).toEqual([200, 50, "auto"]);
});

test.each([
  ["w=wide", "w"],
  ["w=-3", "w"],
  ["w=9000", "w"],
  ["fit=bend", "fit"],
  ["fm=exe", "fm"],
  ["q=101", "q"],
  ["bg=fog", "bg"],
  ["rect=1,2,3", "rect"],
  ["tr=w-wide", "w"],
  ["tr=c-bend", "c"],
  ["tr=b-5_fog", "b"],
  ["tr=w-1:w-1:w-1:w-1:w-1:w-1:w-1:w-1:w-1", "tr"],
])("asked to be strict, %s is refused by its name", (query, name) => {
  expect(() => readTransformation(`${query}&strict=1`)).toThrow(`The parameter "${name}" is wrong`);
  expect(() => readTransformation(query)).not.toThrow();
});

test("what is not known is passed over, also when asked to be strict", () => {
  expect(readTransformation("utm=1&ixlib=js&constructor=2&__proto__=3&strict=1").steps).toEqual([]);
  expect(readTransformation("tr=zz-1,constructor-2&strict=1").steps).toEqual([]);
});

const name = fc.constantFrom(
  ..."w h ar fit crop fp-x fp-y fp-z rect rot orient flip blur sharp sat bg pad pad-top border corner-radius mask trim trim-tol mark mark-w mark64 mark-align txt txt64 txt-size txt-color txt-align txt-width txt-font txt-fit txt-clip txt-h txt-lead txt-track txt-line txt-shad txt-bg txt-pad txt-radius txt-alpha fm auto q dpr lossless tr strict".split(
    " ",
  ),
);
const value = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.double().map(String),
  fc.constantFrom(
    "1",
    "0",
    "-1",
    "1e9",
    "auto",
    "format",
    "crop",
    "top,left",
    "focalpoint",
    "0.5",
    "NaN",
    "Infinity",
    "ff0",
    "10,f00",
  ),
  fc
    .array(
      fc.tuple(
        fc.constantFrom(
          "w",
          "h",
          "c",
          "cm",
          "fo",
          "x",
          "rt",
          "bl",
          "e-sharpen",
          "b",
          "r",
          "t",
          "f",
          "q",
          "dpr",
          "l",
          "i",
          "ie",
          "lx",
          "pa",
          "lh",
          "ff",
          "al",
          "ia",
          "o",
        ),
        fc.oneof(fc.string({ maxLength: 6 }), fc.integer().map(String), fc.constantFrom("image", "end", "max")),
      ),
    )
    .map((parts) => parts.map(([key, text]) => `${key}-${text}`).join(",")),
);

const query = fc.oneof(
  fc.string(),
  fc.array(fc.tuple(name, value)).map((pairs) => new URLSearchParams(pairs).toString()),
);

/** What is wrong with what a query was read as; refusals count as right when they were asked for and name a parameter. */
function flawOf(text: string): string | null {
  try {
    const read = readTransformation(text);
    JSON.stringify(read, (_, value: unknown) => {
      if (typeof value === "number" && !Number.isFinite(value)) throw new Error("something is no number");
      return value;
    });
    const lengths = read.steps.flatMap(({ width, height }) => [width, height]).filter((length) => length !== null);
    return lengths.every((length) => length > 0 && length <= LONGEST_SIDE) ? null : "a side is too long";
  } catch (error) {
    if (!(error instanceof AppError) || new URLSearchParams(text).get("strict") !== "1") return String(error);
    return /^The parameter "[a-z0-9-]+" is wrong: .+ is expected\.$/.test(error.message) ? null : error.message;
  }
}

test("any query is a transformation within its limits, or refused with a name", () => {
  fc.assert(
    fc.property(query, (text) => {
      expect(flawOf(text)).toBeNull();
    }),
    { numRuns: 3000 },
  );
});
