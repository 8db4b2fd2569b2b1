import type { Bench } from "../../../bin/bench.mjs";
import { aperture, betterAuth, roundTrip } from "@/lib/api-keys/bench/contenders";
import { AT_ONCE, KEYS } from "@/lib/api-keys/bench/contest";
import { shareDatabase } from "@/lib/testing/throw-away-server";

export const bench: Bench = {
  title: "API key verification",
  method: `Who asks, whether they may, and as whom: ${KEYS} keys in turn, ${AT_ONCE} requests at once and one at a time, on one PostgreSQL.
Nothing is cached. Aperture has 100,000 keys of 500 people, and each answer holds what the owner can do now; better-auth has
only the ${KEYS} keys, rate limits off. The bare round trip is "select 1": it verifies nothing and is here as the limit.`,
  rounds: 5,
  packages: ["better-auth", "@better-auth/api-key", "postgres"],
  prepare: shareDatabase,
  contenders: {
    Aperture: aperture,
    "better-auth": betterAuth,
    "bare round trip": roundTrip,
  },
};
