import type { Bench } from "../../../../bin/bench.mjs";
import { prepare } from "@/lib/http/delivery/bench/ground";
import { PURGES, RATE } from "@/lib/http/delivery/bench/rate";

/** Loaded in the contenders' own processes alone: what they call is for servers, and the one that prints is none. */
const server = () => import("@/lib/http/delivery/bench/purging");

export const bench: Bench = {
  title: "Purging under load",
  method: `A rendered image is asked for ${RATE} times a second, as far as answers come, by a process of its own: left alone, and
purged ${PURGES} times meanwhile. It ends with an error where a request that began after a purge was acknowledged got former bytes.`,
  rounds: 5,
  packages: ["sharp"],
  prepare,
  contenders: {
    "left alone": async () => (await server()).underLoad(0),
    purged: async () => (await server()).underLoad(PURGES),
  },
};
