import type { DEVICES, TALLY_KINDS } from "@/db/schema/analytics";

/** A kind of device, as the User-Agent tells. */
export type Device = (typeof DEVICES)[number];

/** What requests are listed by. */
export type TallyKind = (typeof TALLY_KINDS)[number];

/** Stands for all sources together, where they have a property in common. */
export const ALL_SOURCES = "*";
