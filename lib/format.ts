/** Pure presentation of values through Intl: no clock, no words of the product. */
export interface Place {
  locale: string;
  /** IANA time zone. */
  zone: string;
}

type Moment = Date | string | number;

/** Formatters are slow to build and a table asks for the same few thousands of times. */
function remember<Options extends object, Made>(make: (locale: string, options: Options) => Made) {
  const made = new Map<string, Made>();
  return (locale: string, options: Options): Made => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const found = made.get(key) ?? make(locale, options);
    made.set(key, found);
    return found;
  };
}
const dates = remember((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
const numbers = remember((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
const relatives = remember(
  (locale, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(locale, options),
);
const lists = remember((locale, options: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options));
const plurals = remember((locale, options: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options));

/** "19 Feb 2027" */
export function formatDate(value: Moment, { locale, zone }: Place): string {
  return dates(locale, { day: "numeric", month: "short", year: "numeric", timeZone: zone }).format(new Date(value));
}

/** "19 Feb 2027, 17:37" */
export function formatDateTime(value: Moment, { locale, zone }: Place): string {
  return dates(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(new Date(value));
}

/** "19 Feb": where the year goes without saying, as on an axis. */
export function formatDay(value: Moment, { locale, zone }: Place): string {
  return dates(locale, { day: "numeric", month: "short", timeZone: zone }).format(new Date(value));
}

/** "Fri 19 Feb" */
export function formatWeekday(value: Moment, { locale, zone }: Place): string {
  return dates(locale, { weekday: "short", day: "numeric", month: "short", timeZone: zone }).format(new Date(value));
}

/** "17:00" */
export function formatTime(value: Moment, { locale, zone }: Place): string {
  return dates(locale, { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date(value));
}

/** The hour of the day in the zone, from 0 to 23. */
export function hourOf(value: Moment, zone: string): number {
  return Number(dates("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone: zone }).format(new Date(value)));
}

/** "19 Feb 2027, 17:37:04 CET": exact, with the zone's name, for logs and titles. */
export function formatExact(value: Moment, { locale, zone }: Place): string {
  return dates(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    timeZone: zone,
  }).format(new Date(value));
}

const MINUTE = 60_000;
const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * 24 * 60 * MINUTE],
  ["month", 30 * 24 * 60 * MINUTE],
  ["day", 24 * 60 * MINUTE],
  ["hour", 60 * MINUTE],
  ["minute", MINUTE],
];

/** "2 min ago", "in 3 days", "yesterday"; "now" within a minute. */
export function formatRelative(value: Moment, now: Moment, locale: string): string {
  const distance = new Date(value).getTime() - new Date(now).getTime();
  const [unit, size] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? ["second", Number.POSITIVE_INFINITY];
  const count = Math.trunc(distance / size) || 0;
  return relatives(locale, { numeric: "auto", style: "short" })
    .format(count, unit)
    .replace(/\.(?=\s|$)/, "");
}

export function formatNumber(value: number, locale: string, options: Intl.NumberFormatOptions = {}): string {
  return numbers(locale, options).format(value);
}

/** "1.2k": for axes and tight places. */
export function formatCompact(value: number, locale: string): string {
  return numbers(locale, { notation: "compact", maximumFractionDigits: 1 }).format(value);
}

/** @param share from 0 to 1 */
export function formatPercent(share: number, locale: string): string {
  return numbers(locale, { style: "percent", maximumFractionDigits: 1 }).format(share);
}

/** @param minor the amount in the currency's smallest unit, such as cents or yen */
export function formatMoney(minor: number, currency: string, locale: string): string {
  const format = numbers(locale, { style: "currency", currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

const BYTES = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte", "petabyte"] as const;

/** Decimal units, as file managers and invoices count: 1 kB is 1000 bytes. */
export function formatBytes(bytes: number, locale: string): string {
  const power = Math.min(BYTES.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return numbers(locale, {
    style: "unit",
    unit: BYTES[power],
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}

/** `formatCount(3, { one: "key", other: "keys" }, "en")` is "3 keys". */
export function formatCount(count: number, forms: PluralForms, locale = "en"): string {
  return `${formatNumber(count, locale)} ${plural(count, forms, locale)}`;
}

type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** The form of a word that belongs to a number. */
export function plural(count: number, forms: PluralForms, locale = "en"): string {
  return forms[plurals(locale, {}).select(count)] ?? forms.other;
}

/** "Sources, Purge and Analytics" */
export function formatList(
  items: readonly string[],
  locale: string,
  type: "conjunction" | "disjunction" = "conjunction",
) {
  return lists(locale, { type }).format(items);
}
