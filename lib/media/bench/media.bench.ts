import type { Bench } from "../../../bin/bench.mjs";
import { FILES, GROWTH, MEMBERS, prepare } from "@/lib/media/bench/library";

/** Loaded in the contenders' own processes alone: what they call is for servers, and the one that prints is none. */
const contenders = () => import("@/lib/media/bench/contenders");

export const bench: Bench = {
  title: "The library of restricted members",
  method: `${FILES.toLocaleString("en")} files, a twentieth as many folders, ${MEMBERS} restricted members (MEDIA_FILES=1000000 for the full size: 50,000
folders, 2,000 collections, 20,000 shares), and beside it an account with a ${GROWTH}th of that. Milliseconds of the product's own
calls, transaction included: pages of 50 with their total for 25 ordinary members and 5 who have three folders and no more.
"Share it" is the whole command; "its row alone" is what sharing a folder of any size writes, without locks, audit and commit.
"Everything" is an administrator's page and a read by the key; its answers come from a check of each single file.`,
  rounds: 3,
  packages: ["postgres", "drizzle-orm"],
  prepare,
  contenders: {
    Everything: async () => (await contenders()).everything(),
    Aperture: async () => (await contenders()).aperture(),
    "Closure table": async () => (await contenders()).closureTable(),
  },
};
