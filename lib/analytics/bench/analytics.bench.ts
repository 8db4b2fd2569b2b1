import type { Bench } from "../../../bin/bench.mjs";
import { DAYS, loadRequests, REQUESTS, SOURCES } from "@/lib/analytics/bench/ground";

/** Loaded in the contenders' own processes alone: what they call is for servers, and the one that prints is none. */
const contenders = () => import("@/lib/analytics/bench/contenders");

export const bench: Bench = {
  title: "Analytics",
  method: `What the page asks, of ${REQUESTS.toLocaleString("en")} requests of ${DAYS} days and ${SOURCES} sources: the figures over time and by source with those of the
span before, of all sources and of one, and the ten first of four lists. Aperture reads its sums, with all that its queries do
beside; raw rows are asked for the same numbers in SQL, by the same index on time, with parallel workers. Ingest writes a thousand
requests at a time over one connection, with sums or as rows alone; "with its lists" includes what is added up a minute later.`,
  rounds: 2,
  packages: ["postgres"],
  prepare: loadRequests,
  contenders: {
    Aperture: async () => (await contenders()).aperture(),
    "raw rows": async () => (await contenders()).rawRows(),
  },
};
