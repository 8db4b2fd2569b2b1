import type { DEVICES, TALLY_KINDS } from "@/db/schema/analytics";

/** A kind of device, as the User-Agent tells. */
export type Device = (typeof DEVICES)[number];

/** What requests are listed by. */
export type TallyKind = (typeof TALLY_KINDS)[number];

/** What is said of each list where only its kind is known. */
export const TALLY_LABELS = {
  path: "Top images",
  missing: "Not found",
  status: "Statuses",
  format: "Formats",
  device: "Devices",
  country: "Countries",
  referrer: "Referrers",
  cache: "Cache",
} as const satisfies Record<TallyKind, string>;

export const TALLIES = Object.keys(TALLY_LABELS) as [TallyKind, ...TallyKind[]];

/** Stands for all sources together, where they have a property in common. */
export const ALL_SOURCES = "*";

/** Characters of a path that are kept. */
export const LONGEST_PATH = 500;

/** Kinds whose values strangers choose, with every request another one if they like. */
export const FREE_KINDS = ["path", "missing", "referrer"] as const satisfies readonly TallyKind[];

/** So many values of a free kind are told apart in each source on each day; what comes later is added to `OTHERS`. */
export const MOST_VALUES = 2_000;
export const OTHERS = "(others)";
