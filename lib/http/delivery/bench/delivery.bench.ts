import type { Bench } from "../../../../bin/bench.mjs";
import { AT_ONCE, prepare, RENDERS } from "@/lib/http/delivery/bench/ground";

/** Loaded in the contenders' own processes alone: what they call is for servers, and the one that prints is none. */
const contenders = () => import("@/lib/http/delivery/bench/contenders");

export const bench: Bench = {
  title: "Delivered images",
  method: `A JPEG of 12 megapixels becomes a WebP of 800 pixels, ${RENDERS} times a round with 4 requests at once, through a server of each
contender, none of which remembers decoded pictures; and as often again while the memory of all its processes is watched, of which
the worst moment counts. Then that WebP is asked for over ${AT_ONCE} connections kept open, for 3 seconds after half a second's warming
up: from Aperture's cache, from ipx, which renders it each time, and from a bare handler that reads it from the disk and sends it. The
load comes from a process of its own, which has the last processor for itself in this part where taskset is there. The bare server
renders by calling sharp and nothing else.`,
  rounds: 8,
  packages: ["sharp", "ipx"],
  prepare,
  contenders: {
    "sharp and Node alone": async () => (await contenders()).bare(),
    Aperture: async () => (await contenders()).aperture(),
    ipx: async () => (await contenders()).ipx(),
  },
};
