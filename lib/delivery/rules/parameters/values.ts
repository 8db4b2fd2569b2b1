import { type Font, FONTS } from "@/lib/delivery/rules/lettering";
import { AppError } from "@/lib/errors";
import {
  type Colour,
  type Gravity,
  LONGEST_SIDE,
  LONGEST_TEXT,
  type Sides,
  type Step,
} from "@/lib/delivery/rules/transformation";

/**
 * Reads the values of parameters. Asked to be strict, it refuses a wrong one by its name; else what is no value counts as
 * not given, and what is too large or too small as the nearest that is allowed.
 */
export class Values {
  constructor(private readonly strict: boolean) {}

  /** @throws AppError `malformed` where it must be strict */
  wrong(name: string, expected: string): undefined {
    if (this.strict) throw new AppError("malformed", `The parameter "${name}" is wrong: ${expected} is expected.`);
    return undefined;
  }

  number(name: string, text: string, least: number, most: number): number | undefined {
    const number = /^[+-]?(\d{1,9}(\.\d{0,9})?|\.\d{1,9})$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    this.wrong(name, `a number from ${least} to ${most}`);
    return Number.isNaN(number) ? undefined : Math.min(most, Math.max(least, number));
  }

  /** Words to be drawn, without what is no letter and no new line. */
  words(name: string, text: string): string | undefined {
    const letters = [...text.replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/gu, (sign) => (sign === "\n" ? sign : ""))];
    if (letters.length > LONGEST_TEXT) this.wrong(name, `a text of at most ${LONGEST_TEXT} letters`);
    const words = letters.slice(0, LONGEST_TEXT).join("").trim();
    return /[^\p{C}\p{Z}\p{M}]/u.test(words) ? words : this.wrong(name, "a text");
  }

  /** Whole pixels, or a share of what there is. */
  length(name: string, text: string): number | undefined {
    const length = this.number(name, text, 0, LONGEST_SIDE);
    if (length === 0) return this.wrong(name, "a size above 0");
    return length !== undefined && length >= 1 ? Math.round(length) : length;
  }

  oneOf<const T extends string>(name: string, text: string, choices: readonly T[]): T | undefined {
    const found = choices.find((choice) => choice === text);
    return found ?? this.wrong(name, `one of ${choices.join(", ")}`);
  }

  isOn(name: string, text: string): boolean | undefined {
    const word = this.oneOf(name, text.toLowerCase(), ["", "1", "true", "0", "false"]);
    return word === undefined ? undefined : word !== "0" && word !== "false";
  }

  /** As in CSS: #rgb, #rrggbb, a few names; with the opacity first (imgix), or last and in hundredths (ImageKit). */
  colour(name: string, text: string, opacity: "first" | "last"): Colour | undefined {
    const named = NAMED_COLOURS[text.toLowerCase()];
    if (named) return named;
    const digits = /^#?([0-9a-f]{3,8})$/i.exec(text)?.[1]?.toLowerCase() ?? "";
    const twice = (short: string) => [...short].map((digit) => digit + digit).join("");
    const long = digits.length === 3 || digits.length === 4 ? twice(digits) : digits;
    if (long.length === 6) return `${long}ff`;
    if (long.length === 8) return opacity === "first" ? long.slice(2) + long.slice(0, 2) : withHundredths(long);
    return this.wrong(name, "a colour such as ff8800");
  }

  /** 4:3, 4-3 or 1.33 */
  aspect(name: string, text: string): number | undefined {
    const [width = "", height = "1", ...rest] = text.split(/[:-]/);
    if (rest.length > 0) return this.wrong(name, "a ratio such as 4:3");
    const [one, other] = [width, height].map((part) => this.number(name, part, 0.01, 10_000));
    return one === undefined || other === undefined ? undefined : Math.min(100, Math.max(0.01, one / other));
  }

  /** One number for all sides, or up to four as in CSS. */
  sides(name: string, text: string, separator: string): Sides | undefined {
    const numbers = text.split(separator).map((part) => this.number(name, part, 0, MOST_AROUND));
    const [top, right = top, bottom = top, left = right] = numbers;
    if (top === undefined || right === undefined || bottom === undefined || left === undefined) return undefined;
    return { top, right, bottom, left };
  }

  /** Words for sides and corners, such as `top`, `right` or `top_left`. */
  side(name: string, words: readonly string[]): { x: -1 | 0 | 1; y: -1 | 0 | 1 } | undefined {
    const known = words.every((word) => ["top", "bottom", "left", "right", "center", "middle"].includes(word));
    if (!known) return this.wrong(name, "a side or corner such as top,left");
    const along = (less: string, more: string) => (words.includes(less) ? -1 : words.includes(more) ? 1 : 0);
    return { x: along("left", "right"), y: along("top", "bottom") };
  }
}

export const decoded = (text: string): string => Buffer.from(text, "base64url").toString();

/** ImageKit's own builder says: from 00 for 0.00 to 99 for 0.99. With letters in it, it can only be meant as in CSS. */
function withHundredths(digits: string): Colour {
  const [, colour = "", hundredths = ""] = /^(.{6})(\d\d)$/.exec(digits) ?? [];
  if (!hundredths) return digits;
  return (
    colour +
    Math.round((Number(hundredths) / 100) * 255)
      .toString(16)
      .padStart(2, "0")
  );
}

/** Sets what a value says, and nothing where it says nothing. */
export const set = <T extends object, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void => {
  if (value !== undefined) target[key] = value;
};

type ReadSize = (text: string, draft: { step: Partial<Step> }, values: Values) => void;

/** What both families of words call alike. */
export const SIZES: Record<"w" | "h" | "ar", ReadSize> = {
  w: (text, { step }, values) => set(step, "width", values.length("w", text)),
  h: (text, { step }, values) => set(step, "height", values.length("h", text)),
  ar: (text, { step }, values) => set(step, "aspect", values.aspect("ar", text)),
};

/** The font of a name; the one that is always there for names that are not known. */
export function fontOf(name: string, text: string, values: Values): Font {
  const family = text.toLowerCase().replaceAll("+", " ");
  if (family === "instrument sans") return "sans-serif";
  return values.oneOf(name, family, FONTS) ?? "sans-serif";
}

/** Pixels of a border or a padding. */
export const MOST_AROUND = 2000;
export const STRONGEST_BLUR = 50;
/** Pixels of a letter. */
export const LARGEST_LETTER = 2000;

export const CENTRE: Gravity = { kind: "side", x: 0, y: 0 };

const NAMED_COLOURS: Record<string, Colour> = {
  black: "000000ff",
  white: "ffffffff",
  red: "ff0000ff",
  green: "008000ff",
  blue: "0000ffff",
  gray: "808080ff",
  grey: "808080ff",
  transparent: "00000000",
};
