import sharp from "sharp";
import { expect, test } from "vitest";
import { AS_IT_IS, corners, quarters, startRenderer } from "@/lib/delivery/testing/drawing";

const { render } = startRenderer();

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

test("outlines are kept before colours where they are asked for", async () => {
  const picture = await sharp({ create: { width: 900, height: 100, channels: 3, background: "#808080" } })
    .composite([
      { input: { create: { width: 90, height: 90, channels: 3, background: "#e00000" } }, left: 5, top: 5 },
      {
        input: Buffer.from(
          '<svg width="90" height="90"><path d="M5 0V90M15 0V90M25 0V90M35 0V90M45 0V90M55 0V90" stroke="#404040" stroke-width="3"/></svg>',
        ),
        left: 700,
        top: 5,
      },
    ])
    .png()
    .toBuffer();
  const redOf = async (crop: string) =>
    (await sharp((await render(`w=100&h=100&fit=crop&crop=${crop}`, picture)).bytes).stats()).channels[0]?.max ?? 0;
  expect(await redOf("attention")).toBeGreaterThan(200);
  expect(await redOf("edges")).toBeLessThan(160);
  const tall = await render("w=50&h=100&fit=crop&crop=edges", await sharp(picture).rotate(90).png().toBuffer());
  expect([tall.width, tall.height]).toEqual([50, 100]);
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

/** How many pixels are nearly white. */
async function whiteIn({ bytes }: { bytes: Buffer }): Promise<number> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let count = 0;
  for (let at = 0; at < data.length; at += info.channels) if (Math.min(...data.subarray(at, at + 3)) > 230) count++;
  return count;
}

test("words are drawn where they are wanted, as large and in the colour that is wanted", async () => {
  const at = (align: string) => render(`txt=MMMM&txt-size=60&txt-color=fff&txt-font=bold&txt-pad=0&txt-align=${align}`);
  const part = async (align: string, left: number, top: number) =>
    whiteIn({
      bytes: await sharp((await at(align)).bytes)
        .extract({ left, top, width: 200, height: 100 })
        .toBuffer(),
    });
  expect(await part("top,left", 0, 0)).toBeGreaterThan(1000);
  expect(await part("top,left", 200, 100)).toBe(0);
  expect(await part("bottom,right", 200, 100)).toBeGreaterThan(1000);
  const small = await render("tr=l-text,i-M,fs-20,co-FFFFFF,l-end");
  const large = await render("tr=l-text,i-M,fs-80,co-FFFFFF,l-end");
  expect((await whiteIn(large)) / (await whiteIn(small))).toBeGreaterThan(8);
});

test.each([
  ["tr=l-text,i-a,co-00000000,bg-FFFFFF,pa-50,w-100,ia-left,l-end", 100, 75, "white"],
  ["tr=l-text,i-a,co-00000000,bg-FFFFFF,pa-90_180,r-max,lx-0,ly-0,l-end", 3, 3, "red"],
  ["tr=l-text,i-a,co-00000000,bg-FFFFFF,pa-1_150,rt-90,l-end", 200, 10, "white"],
  ["tr=l-text,i-a,co-00000000,bg-FFFFFF,pa-1_150,l-end", 200, 10, "red green"],
  ["tr=l-text,i-a,co-00000000,bg-FFFFFF,pa-50,al-1,l-end", 100, 50, "red"],
  ["txt=a&txt-color=00000000&txt-bg=fff&txt-pad=40&txt-align=top,left", 2, 2, "white"],
  ["txt=a&txt-color=00000000&txt-bg=fff&txt-pad=40&txt-radius=30&txt-align=top,left", 2, 2, "red"],
  ["txt=I&txt-size=150&txt-font=bold&txt-color=fff&txt-pad=0&txt-align=top,left", 20, 70, "white"],
  [
    "txt=I&txt-size=150&txt-font=bold&txt-color=fff&txt-line=20&txt-line-color=000&txt-pad=0&txt-align=top,left",
    12,
    70,
    "black",
  ],
])("%s shows at %i, %i: %s", async (query, x, y, expected) => {
  const { hue } = await render(query);
  expect(expected.split(" ")).toContain(hue(x, y));
});

test("words that are too long are made smaller, or cut, to fit into one line or several", async () => {
  const long = encodeURIComponent("Words that are by far too long for one line of this picture");
  const heights = (bytes: Buffer) => sharp(bytes).trim({ threshold: 10 }).toBuffer({ resolveWithObject: true });
  const plain = await sharp({ create: { width: 400, height: 200, channels: 3, background: "#e00000" } })
    .png()
    .toBuffer();
  const sizeOf = async (how: string) => {
    const { bytes } = await render(`txt=${long}&txt-size=30&txt-color=fff&txt-pad=5&${how}`, plain);
    const { width, height } = (await heights(bytes)).info;
    return { width, height };
  };
  const [broken, small, cut] = [await sizeOf(""), await sizeOf("txt-fit=max"), await sizeOf("txt-clip=end,ellipsis")];
  expect(broken.height).toBeGreaterThan(60);
  expect(small.height).toBeLessThan(25);
  expect(cut.height).toBeGreaterThan(small.height);
  expect(cut.height).toBeLessThan(45);
  for (const { width } of [small, cut]) expect(width).toBeGreaterThan(340);
  expect((await sizeOf("txt-fit=wrapmax&txt-h=50&txt-width=200")).height).toBeLessThanOrEqual(50);
});

test("what looks like markup is drawn as it stands", async () => {
  const drawn = (text: string) => render(`txt=${encodeURIComponent(text)}&txt-size=20&txt-color=fff`);
  const one = await whiteIn(await drawn("x"));
  expect(await whiteIn(await drawn('<span size="9999999">x</span>'))).toBeGreaterThan(one * 5);
  expect(await whiteIn(await drawn("&#x41;&amp;"))).toBeGreaterThan(one * 3);
});

test.each([
  ["long words that never break", "W".repeat(300), 2000],
  ["a letter a line", Array.from({ length: 150 }, () => "g").join("\n"), 2000],
  ["signs on top of signs", `e${"\u0301".repeat(299)}`, 500],
  ["words from right to left and back", "\u202eabc\u202dשלום\u2066مرحبا", 100],
  ["markup that does not close", "<span foreground='red'>]]>&;<!--", 60],
])("%s never make a picture larger, and do not break it", async (_, text, size) => {
  const ways = [
    "txt-fit=max",
    "txt-fit=wrapmax&txt-h=1",
    "txt-clip=middle,ellipsis",
    "txt-bg=fff&txt-pad=2000",
    "txt-line=9&txt-shad=10",
  ];
  for (const more of ["", "&w=40&h=1", "&txt-width=1", "&w=1&h=400&fit=scale", ...ways.map((way) => `&${way}`)]) {
    const query = `txt=${encodeURIComponent(text)}&txt-size=${size}${more}`;
    const drawn = await render(query);
    expect(drawn.width).toBeLessThanOrEqual(400);
    expect(drawn.height).toBeLessThanOrEqual(400);
  }
});
