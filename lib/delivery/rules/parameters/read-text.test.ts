import ImageKit from "@imagekit/nodejs";
import ImgixClient from "@imgix/js-core";
import { expect, test } from "vitest";
import { type Lettering, PLAIN_LETTERING } from "@/lib/delivery/rules/lettering";
import { readTransformation } from "@/lib/delivery/rules/parameters/read";
import type { Step } from "@/lib/delivery/rules/transformation";

const stepOf = (query: string): Partial<Step> => readTransformation(query).steps[0] ?? {};

const words = (expected: Partial<Lettering>) => ({ lettering: expect.objectContaining(expected) });

const CORNER = { side: { x: -1, y: -1 }, x: 5, y: 5 } as const;

test.each<[string, Partial<Step>]>([
  [
    "txt=Hello%20%26%20%3Cb%3E&txt-size=40&txt-color=80ff0000&txt-align=top,left&txt-font=serif,bold&txt-pad=5",
    {
      lettering: {
        ...PLAIN_LETTERING,
        text: "Hello & <b>",
        font: "serif",
        size: 40,
        colour: "ff000080",
        isBold: true,
        ...CORNER,
      },
    },
  ],
  ["txt64=SMOpbGxv&txt-width=0.5", words({ text: "Héllo", size: 12, width: 0.5 })],
  [
    "txt=a&txt-bg=80263e65&txt-pad=20&txt-radius=8",
    words({ background: "263e6580", radius: 8, x: 0, padding: { top: 20, right: 20, bottom: 20, left: 20 } }),
  ],
  ["txt=a&txt-line=2&dpr=2", words({ outline: { width: 4, colour: "ffffffff" } })],
  [
    "txt=a&txt-clip=start,ellipsis&txt-shad=5&txt-alpha=40&txt-font=Instrument+Sans,BoldItalic",
    words({
      overflow: { kind: "cut", at: "start", dots: true },
      shadow: 5,
      opacity: 0.4,
      isBold: true,
      isItalic: true,
    }),
  ],
  ["txt=a&txt-fit=wrapmax&txt-h=0.5", words({ overflow: { kind: "shrinkLines" }, height: 0.5 })],
  ["tr=l-text,i-Sale,fs-40,co-FF0000,l-end", words({ text: "Sale", size: 40, x: 0 })],
])("%s", (query, step) => {
  expect(stepOf(query)).toMatchObject(step);
});

test("words that the official builders write arrive as they were", () => {
  const words = "Hëllo, 50% <b>& more</b>\n日本 😀: 1/2";
  const chain = new ImageKit({ privateKey: "x" }).helper.buildTransformationString([
    {
      overlay: {
        type: "text",
        text: words,
        position: { focus: "top_left" },
        transformation: [
          {
            fontSize: 40,
            fontColor: "FF000080",
            fontFamily: "monospace",
            width: 300,
            typography: "b_strikethrough",
            innerAlignment: "right",
            lineHeight: 50,
            background: "FFFFFF",
            padding: "5_10",
            radius: "max",
            rotation: "N90",
            flip: "h",
            alpha: 5,
          },
        ],
      },
    },
  ]);
  const [step] = readTransformation("", { chain: decodeURIComponent(chain) }).steps;
  expect(step?.lettering).toEqual({
    ...PLAIN_LETTERING,
    text: words,
    size: 40,
    colour: "ff0000cc",
    font: "monospace",
    width: 300,
    isBold: true,
    isStruck: true,
    align: 1,
    lineHeight: 50,
    background: "ffffffff",
    padding: { top: 5, right: 10, bottom: 5, left: 10 },
    radius: "max",
    rotate: 270,
    flop: true,
    opacity: 0.5,
    side: { x: -1, y: -1 },
  });
  const address = new ImgixClient({ domain: "shop.example" }).buildURL("a.jpg", {
    txt: words,
    "txt-align": "top,left",
  });
  expect(stepOf(new URL(address).search.slice(1))).toMatchObject({
    lettering: { text: words, side: { x: -1, y: -1 } },
  });
});

test("of words only letters and new lines are drawn, and not more than a number", () => {
  const drawn = (text: string) => stepOf(`txt=${encodeURIComponent(text)}`).lettering?.text;
  expect(drawn("a\0b\u001b[31m\r\nc\ue000")).toBe("ab[31m\nc");
  expect(drawn("ä".repeat(5_000))).toHaveLength(300);
  for (const unseen of [" \n\t ", "\u200b\u202e", "\u0301"]) expect(drawn(unseen)).toBeUndefined();
});

test.each([
  [`txt=${"a".repeat(301)}`, "txt"],
  ["txt=a&txt-size=0", "txt-size"],
  ["txt=a&txt-font=Comic Sans", "txt-font"],
  ["txt=a&txt-clip=left", "txt-clip"],
  ["txt=a&txt-fit=wide", "txt-fit"],
  ["tr=l-text,i-a,co-fog,l-end", "co"],
  ["tr=l-text,i-a,ff-AbrilFatFace,l-end", "ff"],
  ["tr=l-text,i-a,tg-u,l-end", "tg"],
])("asked to be strict, %s is refused by its name", (query, name) => {
  expect(() => readTransformation(`${query}&strict=1`)).toThrow(`The parameter "${name}" is wrong`);
  expect(() => readTransformation(query)).not.toThrow();
});
