import { DAY_MS } from "@/lib/day";

/** How often one person may ask for access; each time mails go to those who manage the folder. */
export const REQUESTS_A_DAY = { most: 20, minutes: DAY_MS / 60_000 };
