import http from "node:http";
import path from "node:path";
import sharp from "sharp";
import type { Contender } from "../../../../bin/bench.mjs";
import { closePools } from "@/db/client";
import { flushDeliveries } from "@/lib/analytics/commands/count-delivery";
import { openedCache } from "@/lib/delivery/cache/open";
import { renderer } from "@/lib/delivery/renderer";
import { PURGES, RATE } from "@/lib/http/delivery/bench/rate";
import { deliver } from "@/lib/http/delivery/deliver";
import { purgeCaches } from "@/lib/purge/commands/purge-caches";
import { putDelivered, putPicture, replacePicture } from "@/lib/testing/pictures";
import { startLoad } from "@/lib/testing/steady-load";
import { makeStudio } from "@/lib/testing/studio";

const PICTURE = "purged.jpg";

/** One server and its database; what is purged has another picture each time. */
export async function underLoad(purges: number): Promise<Contender> {
  process.env.APERTURE_CACHE = path.join(process.env.APERTURE_DATA ?? "", String(process.pid));
  const studio = await makeStudio();
  const { slug } = await putDelivered(studio.account, "library", { signedOnly: false });
  let made = 0;
  const next = () =>
    sharp({ create: { width: 800, height: 600, channels: 3, background: hue(made++) } })
      .jpeg()
      .toBuffer();
  const file = await putPicture(studio.account, PICTURE, await next());
  const server = http.createServer((request, response) => void deliver(request, response, { isOurHost: true }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `/i/${slug}/${PICTURE}?w=200`;
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}${address}`;
  const tagNow = async () => `200 ${(await fetch(url)).headers.get("etag")}`;
  process.once("disconnect", () => {
    server.closeAllConnections();
    server.close();
    renderer().stop();
    void flushDeliveries()
      .then(openedCache)
      .then(({ settle }) => settle())
      .then(closePools);
  });

  return {
    answers: "200",
    async measure() {
      const tags = [await tagNow()];
      const load = startLoad(url, RATE);
      await load.tell("0");
      for (let turn = 1; turn <= PURGES; turn++) {
        if (turn <= purges) {
          await replacePicture(studio.account, file, await next());
          await purgeCaches(studio.dana, { lines: [address], sourceId: null, reason: "" });
        }
        const answered = load.tell(String(turn));
        tags.push(await tagNow());
        await answered;
      }
      const { asked, seconds, p99, answers } = await load.end();
      const old = answers.filter(({ after, answer }) => tags.indexOf(answer) < tags.indexOf(tags[Number(after)] ?? ""));
      if (old.length > 0) throw new Error(`Old bytes after a purge: ${JSON.stringify(old)}`);
      return { "ms between answers": (seconds * 1000) / asked, "p99 ms": p99 };
    },
  };
}

const hue = (number: number) => ({ r: number % 256, g: (number * 7) % 256, b: (number * 31) % 256 });
