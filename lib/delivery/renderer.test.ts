import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FilePart, Renderer } from "@/lib/delivery/renderer";
import { readTransformation } from "@/lib/delivery/rules/parameters/read";
import { AppError } from "@/lib/errors";

let folder: string;
let renderer: Renderer;
beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), "aperture-renders-"));
  renderer = new Renderer(2);
});
afterAll(async () => {
  renderer.stop();
  await fs.rm(folder, { recursive: true, force: true });
});

let made = 0;
const place = () => path.join(folder, String(made++));

/** With something behind it that does not belong to it. */
async function partOf(bytes: Buffer | string): Promise<FilePart> {
  const file = place();
  await fs.writeFile(file, Buffer.concat([Buffer.from(bytes), Buffer.from("something else")]));
  return { file, size: Buffer.byteLength(bytes) };
}

const HUES = { red: "#e00000", green: "#00c000", blue: "#0000e0", gold: "#e0c000" };

/** 400 by 200: red and green above, blue and gold below. */
const quarters = () =>
  sharp({ create: { width: 400, height: 200, channels: 3, background: HUES.red } }).composite([
    { input: { create: { width: 200, height: 100, channels: 3, background: HUES.green } }, left: 200, top: 0 },
    { input: { create: { width: 200, height: 100, channels: 3, background: HUES.blue } }, left: 0, top: 100 },
    { input: { create: { width: 200, height: 100, channels: 3, background: HUES.gold } }, left: 200, top: 100 },
  ]);

type Drawn = { bytes: Buffer; width: number; height: number; format: string; hue: (x: number, y: number) => string };

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

const corners = ({ width, height, hue }: Drawn) =>
  [hue(3, 3), hue(width - 4, 3), hue(3, height - 4), hue(width - 4, height - 4)].join(" ");

const AS_IT_IS = "red green blue gold";

test.each<[string, number, number, string]>([
  ["w=200", 200, 100, AS_IT_IS],
  ["h=50", 100, 50, AS_IT_IS],
  ["w=0.5", 200, 100, AS_IT_IS],
  ["w=100&dpr=2", 200, 100, AS_IT_IS],
  ["w=100&h=100", 100, 50, AS_IT_IS],
  ["w=800&fit=max", 400, 200, AS_IT_IS],
  ["w=800", 800, 400, AS_IT_IS],
  ["w=100&h=100&fit=scale", 100, 100, AS_IT_IS],
  ["w=100&h=100&fit=crop", 100, 100, AS_IT_IS],
  ["w=100&h=100&fit=crop&crop=left", 100, 100, "red red blue blue"],
  ["w=100&h=100&fit=crop&crop=right", 100, 100, "green green gold gold"],
  ["w=400&h=50&fit=crop&crop=top", 400, 50, "red green red green"],
  ["w=400&h=50&fit=crop&crop=bottom,left", 400, 50, "blue gold blue gold"],
  ["w=100&h=100&fit=crop&crop=focalpoint&fp-x=0.9&fp-y=0.9", 100, 100, "green green gold gold"],
  ["w=100&h=50&fit=crop&crop=focalpoint&fp-x=0.1&fp-y=0.9&fp-z=4", 100, 50, "blue blue blue blue"],
  ["w=800&h=800&fit=min", 200, 200, AS_IT_IS],
  ["w=200&ar=1:1&fit=crop", 200, 200, AS_IT_IS],
  ["w=100&h=100&fit=fill&bg=000", 100, 100, "black black black black"],
  ["w=100&h=100&fit=fill", 100, 100, "clear clear clear clear"],
  ["w=600&h=300&fit=fillmax&bg=000", 600, 300, "black black black black"],
  ["rect=200,100,50,50", 50, 50, "gold gold gold gold"],
  ["rect=390,190,5000,5000", 400, 200, AS_IT_IS],
  ["orient=90", 200, 400, "blue red gold green"],
  ["orient=90&w=100", 100, 200, "blue red gold green"],
  ["rot=180", 400, 200, "gold blue green red"],
  ["rot=45", 400, 200, "red gold red gold"],
  ["flip=h", 400, 200, "green red gold blue"],
  ["flip=v", 400, 200, "blue gold red green"],
  ["flip=hv", 400, 200, "gold blue green red"],
  ["pad=20&bg=000", 440, 240, "black black black black"],
  ["pad-left=20&bg=000", 420, 200, "black green black gold"],
  ["border=10,ffffff", 420, 220, "white white white white"],
  ["corner-radius=60", 400, 200, "clear clear clear clear"],
  ["mask=ellipse", 400, 200, "clear clear clear clear"],
  ["sat=-100", 400, 200, "grey grey grey grey"],
  ["tr=w-100,h-100", 100, 100, AS_IT_IS],
  ["tr=w-100,h-100,fo-left", 100, 100, "red red blue blue"],
  ["tr=w-100,h-100,c-at_max", 100, 50, AS_IT_IS],
  ["tr=w-100,h-100,c-at_least", 200, 100, AS_IT_IS],
  ["tr=w-100,h-100,c-force", 100, 100, AS_IT_IS],
  ["tr=w-100,h-100,cm-pad_resize,bg-000000", 100, 100, "black black black black"],
  ["tr=w-100,h-100,cm-extract", 100, 100, AS_IT_IS],
  ["tr=w-100,h-50,cm-extract,x-250,y-20", 100, 50, "green green green green"],
  ["tr=w-100,h-100,cm-extract,fo-bottom_right", 100, 100, "gold gold gold gold"],
  ["tr=rt-90", 200, 400, "blue red gold green"],
  ["tr=w-200:rt-90", 100, 200, "blue red gold green"],
  ["tr=rt-90:w-200,h-200,fo-top", 200, 200, "blue red blue red"],
  ["tr=fl-h_v", 400, 200, "gold blue green red"],
  ["tr=e-grayscale", 400, 200, "grey grey grey grey"],
  ["tr=b-10_FFFFFF,r-max", 420, 220, "clear clear clear clear"],
  ["w=200&tr=rt-180", 200, 100, "gold blue green red"],
])("%s makes %i by %i", async (query, width, height, expected) => {
  const drawn = await render(query);
  expect([drawn.width, drawn.height, corners(drawn)]).toEqual([width, height, expected]);
});

test("trimming cuts a plain border off", async () => {
  const framed = await sharp(await quarters().png().toBuffer())
    .extend({ top: 30, bottom: 30, left: 50, right: 50, background: "#ffffff" })
    .png()
    .toBuffer();
  for (const query of ["trim=auto", "tr=t-true"]) {
    const drawn = await render(query, framed);
    expect([drawn.width, drawn.height, corners(drawn)]).toEqual([400, 200, AS_IT_IS]);
  }
});

test("blurring mixes what lies together, sharpening sets it apart", async () => {
  expect((await render("blur=300")).hue(200, 3)).not.toMatch(/red|green/);
  const soft = await sharp(await quarters().png().toBuffer())
    .blur(3)
    .png()
    .toBuffer();
  const contrast = async (query: string) =>
    (await sharp((await render(query, soft)).bytes).stats()).channels[0]?.stdev ?? 0;
  expect(await contrast("sharp=80")).toBeGreaterThan(await contrast("w=400"));
});

test("what catches the eye is kept", async () => {
  const dot = await sharp({ create: { width: 900, height: 100, channels: 3, background: "#808080" } })
    .composite([
      {
        input: Buffer.from(
          '<svg width="60" height="60"><circle cx="30" cy="30" r="28" fill="#e00000"/><circle cx="30" cy="30" r="9" fill="#fff"/></svg>',
        ),
        left: 820,
        top: 20,
      },
    ])
    .png()
    .toBuffer();
  for (const crop of ["attention", "entropy", "edges"]) {
    const { bytes } = await render(`w=100&h=100&fit=crop&crop=${crop}`, dot);
    const { channels } = await sharp(bytes).stats();
    expect([crop, (channels[0]?.max ?? 0) > 200]).toEqual([crop, true]);
  }
});

test("a watermark lies where it is wanted, as large and as strong as it is wanted", async () => {
  const mark = await sharp({ create: { width: 50, height: 50, channels: 3, background: "#ffffff" } })
    .png()
    .toBuffer();
  const right = await render("mark=m.png&mark-w=0.25&mark-pad=0", undefined, mark);
  expect([right.hue(396, 196), right.hue(304, 104), right.hue(290, 196), corners(right).split(" ")[0]]).toEqual([
    "white",
    "white",
    "gold",
    "red",
  ]);
  const left = await render("tr=l-image,i-m.png,lx-10,ly-20,w-40,l-end", undefined, mark);
  expect([left.hue(5, 30), left.hue(15, 30), left.hue(49, 59), left.hue(55, 30)]).toEqual([
    "red",
    "white",
    "white",
    "red",
  ]);
  const faint = await render("mark=m.png&mark-alpha=50&mark-pad=0", undefined, mark);
  expect(faint.hue(390, 190)).toMatch(/^\d+,\d+,\d+$/);
});

describe("formats", () => {
  test.each(["jpeg", "png", "webp", "avif", "gif"] as const)("%s goes in and comes out", async (format) => {
    const original = await quarters().toFormat(format).toBuffer();
    expect(await render("w=100", original)).toMatchObject({ format, width: 100, height: 50 });
    expect(await render(`fm=${format === "jpeg" ? "jpg" : format}`)).toMatchObject({ format, width: 400 });
  });

  test("what browsers do not know comes out as what they know", async () => {
    expect(await render("w=100", await quarters().tiff().toBuffer())).toMatchObject({ format: "jpeg" });
    expect(await render("w=100", await quarters().ensureAlpha().tiff({ compression: "lzw" }).toBuffer())).toMatchObject(
      { format: "png" },
    );
  });

  test("quality decides about bytes", async () => {
    const noise = await sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: "#888",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    for (const format of ["jpg", "webp", "avif"]) {
      const [low, high] = [await render(`fm=${format}&q=20`, noise), await render(`fm=${format}&q=90`, noise)];
      expect(low.bytes.length).toBeLessThan(high.bytes.length / 1.5);
    }
  });

  test("what is clear is white where the format knows nothing clear, or as the background says", async () => {
    const clear = await sharp({ create: { width: 50, height: 50, channels: 4, background: "#0000" } })
      .png()
      .toBuffer();
    expect((await render("fm=jpg", clear)).hue(9, 9)).toBe("white");
    expect((await render("fm=jpg&bg=000", clear)).hue(9, 9)).toBe("black");
    expect((await render("fm=webp", clear)).hue(9, 9)).toBe("clear");
  });

  test("a drawing is drawn as large as it is wanted", async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><path d="M0 0h10v10H0z" fill="#000"/></svg>';
    const { bytes, ...drawn } = await render("w=1000", svg);
    expect(drawn).toMatchObject({ format: "png", width: 1000, height: 500 });
    // Drawn, not enlarged: the edge is as sharp as a pixel.
    expect([drawn.hue(498, 250), drawn.hue(502, 250)]).toEqual(["black", "clear"]);
    expect(bytes.toString("latin1")).not.toContain("<svg");
  });

  test("a moving picture moves on while it is only resized, and stands still otherwise", async () => {
    const frames = await Promise.all(
      ["#e00000", "#00c000", "#0000e0"].map((background) =>
        sharp({ create: { width: 60, height: 40, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer();
    const pagesOf = async (query: string) => {
      const { bytes, width, height } = await render(query, gif);
      return [(await sharp(bytes).metadata()).pages ?? 1, width, height];
    };
    expect(await pagesOf("w=30")).toEqual([3, 30, 20]);
    expect(await pagesOf("w=30&fm=webp")).toEqual([3, 30, 20]);
    expect(await pagesOf("w=20&h=20&fit=crop")).toEqual([3, 20, 20]);
    expect(await pagesOf("")).toEqual([3, 60, 40]);
    expect(await pagesOf("w=30&rot=90")).toEqual([1, 30, 20]);
    expect(await pagesOf("w=30&fm=jpg")).toEqual([1, 30, 20]);
  });
});

test("what the camera wrote is gone, and turned as it said", async () => {
  const original = await quarters()
    .jpeg()
    .withExif({
      IFD0: { Make: "Canary Cameras", Orientation: "6" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  for (const query of ["", "w=100", "fm=webp", "q=90"]) {
    const drawn = await render(query, original);
    const { exif, xmp, iptc, icc, orientation } = await sharp(drawn.bytes).metadata();
    expect([query, exif, xmp, iptc, icc, orientation]).toEqual([
      query,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(drawn.height).toBe(drawn.width * 2);
    expect(corners(drawn)).toBe("blue red gold green");
  }
});

test("colours of another profile become those of the web", async () => {
  const wide = await sharp({ create: { width: 20, height: 20, channels: 3, background: "#e00000" } })
    .withIccProfile("p3")
    .png()
    .toBuffer();
  const drawn = await render("w=10", wide);
  expect((await sharp(drawn.bytes).metadata()).icc).toBeUndefined();
  expect(drawn.hue(5, 5)).toBe("red");
  const cmyk = await quarters().toColourspace("cmyk").jpeg().toBuffer();
  expect((await sharp((await render("w=100", cmyk)).bytes).metadata()).space).toBe("srgb");
});

test.each([
  ["nothing at all", () => Buffer.alloc(0)],
  ["a text", () => "not a picture"],
  ["a broken-off JPEG", async () => (await quarters().jpeg().toBuffer()).subarray(0, 700)],
  ["a drawing as large as a field", () => '<svg xmlns="http://www.w3.org/2000/svg" width="100000" height="100000"/>'],
  ["a document of another kind", () => "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"],
])("%s is refused in words, and the next is rendered", async (_, make) => {
  await expect(render("w=100", await make())).rejects.toThrow(/^This picture (cannot be read|takes too much work)/);
  expect((await render("w=100")).width).toBe(100);
});

test("a process that takes too long is killed and replaced, and who waits behind it is served", async () => {
  const own = new Renderer(1, { seconds: 1, memory: 512 * 1024 ** 2 });
  const original = await partOf(await quarters().png().toBuffer());
  const job = (query: string) => {
    const { steps, format } = readTransformation(query);
    const wanted = format === "auto" ? null : format;
    return { original, marks: [null], steps, quality: 90, lossless: false, format: wanted, into: place() };
  };
  const hopeless = own.render(job("w=8000&blur=500&fm=avif"));
  const behind = own.render(job("w=100"));
  await expect(hopeless).rejects.toThrow("takes too much work");
  expect(await behind).toMatchObject({ width: 100, height: 50 });
  own.stop();
});

test("beyond what can wait, renders are refused at once with the time to come again", async () => {
  const own = new Renderer(1);
  const original = await partOf(await quarters().png().toBuffer());
  const { steps } = readTransformation("w=100");
  const ask = async () =>
    own.render({ original, marks: [null], steps, quality: null, lossless: false, format: null, into: place() });
  const outcomes = await Promise.allSettled(Array.from({ length: 60 }, ask));
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(refused.length).toBeGreaterThan(20);
  for (const { reason } of refused) expect(reason).toMatchObject({ code: "unavailable", details: { retryAfter: 2 } });
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled").length).toBeGreaterThanOrEqual(32);
  own.stop();
});

const corpus = process.env.APERTURE_CORPUS;

test.runIf(corpus)(
  "every file of the corpus is rendered or refused in words",
  async () => {
    const entries = await fs.readdir(corpus ?? "", { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    const before = process.memoryUsage().rss;
    const { steps } = readTransformation("w=100&h=80&fit=crop&crop=attention&sharp=10&corner-radius=9");
    const answers: string[] = [];
    const total = files.length;
    const renderRest = async () => {
      for (let file = files.pop(); file; file = files.pop()) {
        const original = { file, size: (await fs.stat(file)).size };
        const job = { original, marks: [null], steps, quality: null, lossless: false, format: "webp" as const };
        const answer = renderer.render({ ...job, into: place() });
        answers.push(
          await answer.then(
            () => "rendered",
            (error: unknown) => (error instanceof AppError ? error.code : String(error)),
          ),
        );
      }
    };
    await Promise.all([renderRest(), renderRest(), renderRest()]);
    expect(new Set(answers)).toEqual(new Set(["rendered", "invalid"]));
    expect(answers.filter((answer) => answer === "rendered").length).toBeGreaterThan(total / 4);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 ** 2);
  },
  600_000,
);
