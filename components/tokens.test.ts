import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Lightness from 0 to 1, chroma, hue in degrees. */
type Oklch = [lightness: number, chroma: number, hue: number];
type Theme = "light" | "dark";

const OKLCH = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`;
const PAIR = new RegExp(String.raw`--([\w-]+): light-dark\(${OKLCH}, ${OKLCH}\)`, "g");

const css = readFileSync(new URL("../app/globals.css", import.meta.url), "utf8");
const tokens: Record<Theme, Map<string, Oklch>> = { light: new Map(), dark: new Map() };
for (const [, name = "", ...numbers] of css.matchAll(PAIR)) {
  const [l = 0, c = 0, h = 0, darkL = 0, darkC = 0, darkH = 0] = numbers.map(Number);
  tokens.light.set(name, [l, c, h]);
  tokens.dark.set(name, [darkL, darkC, darkH]);
}

/** Linear sRGB by Björn Ottosson's matrices (https://bottosson.github.io/posts/oklab). */
function linearRgb([lightness, chroma, hue]: Oklch): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(colour: Oklch): number {
  const [red, green, blue] = linearRgb(colour).map((part) => Math.min(1, Math.max(0, part))) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: Oklch, other: Oklch): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = 4.5;
const STRONG_TEXT = 7;
const EDGE = 3;
const SURFACES = ["bg", "rail", "surface", "surface-2", "overlay"];
const SIGNALS = ["petrol", "amber", "crimson", "moss"];

const across = (fronts: string[], backs: string[], ratio: number) =>
  fronts.flatMap((front) => backs.map((back): [string, string, number] => [front, back, ratio]));

const PAIRS = [
  ...across(["ink", "ink-2"], [...SURFACES, "surface-3"], TEXT),
  ...across(["ink-3"], [...SURFACES, "petrol-wash"], TEXT),
  ...across(["petrol-ink", "amber-ink", "crimson-ink", "moss-ink"], SURFACES, TEXT),
  ...across(["control", "focus", "petrol", "crimson", "moss"], SURFACES, EDGE),
  ...across(["focus"], ["petrol-wash"], EDGE),
  ...SIGNALS.flatMap((signal) => [
    ...across([`${signal}-ink`, "ink-2"], [`${signal}-wash`], TEXT),
    ...across(["ink"], [`${signal}-wash`], STRONG_TEXT),
  ]),
  ...across(["on-petrol"], ["petrol", "petrol-hover"], TEXT),
  ...across(["on-crimson"], ["crimson", "crimson-hover"], TEXT),
  // A toast stands on ink; its words are the canvas.
  ...across(["bg"], ["ink"], STRONG_TEXT),
  ...across(["chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6"], ["surface"], EDGE),
];

describe.each(["light", "dark"] as const)("the %s theme", (theme) => {
  const colour = (name: string): Oklch => {
    const found = tokens[theme].get(name);
    if (!found) throw new Error(`globals.css has no token ${name}`);
    return found;
  };

  test.each(PAIRS)("%s on %s has a contrast of at least %d", (front, back, ratio) => {
    expect(contrast(colour(front), colour(back))).toBeGreaterThanOrEqual(ratio);
  });

  test("every colour can be shown by an sRGB screen", () => {
    const outside = [...tokens[theme]].filter(([, value]) =>
      linearRgb(value).some((part) => part < -0.002 || part > 1.002),
    );
    expect(outside).toEqual([]);
  });
});
