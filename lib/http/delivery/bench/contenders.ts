import fs from "node:fs/promises";
import path from "node:path";
import { createIPX, createIPXNodeServer, ipxFSStorage } from "ipx";
import sharp from "sharp";
import type { Contender } from "../../../../bin/bench.mjs";
import { closePools } from "@/db/client";
import { flushDeliveries } from "@/lib/analytics/commands/count-delivery";
import { openedCache } from "@/lib/delivery/cache/open";
import { renderer } from "@/lib/delivery/renderer";
import { contest } from "@/lib/http/delivery/bench/contest";
import { PICTURE } from "@/lib/http/delivery/bench/ground";
import { deliver } from "@/lib/http/delivery/deliver";
import { putDelivered, putPicture } from "@/lib/testing/pictures";
import { makeAccount } from "@/lib/testing/studio";

const folder = process.env.BENCH_PICTURES ?? "";

const renderBare = () => sharp(path.join(folder, PICTURE)).resize(800).webp({ quality: 80 }).toBuffer();

/** As little as can stand between a request and the library, or the disk. */
export async function bare(): Promise<Contender> {
  const known = path.join(folder, "known.webp");
  await fs.writeFile(known, await renderBare());
  return contest({
    handle: async (request, response) => {
      const body = request.url === "/known" ? await fs.readFile(known) : await renderBare();
      response.writeHead(200, { "Content-Type": "image/webp", "Content-Length": body.length }).end(body);
    },
    render: (number) => `/render/${number}`,
    known: "/known",
    end: () => {},
  });
}

/** From the library of an account, its database and its cache included. */
export async function aperture(): Promise<Contender> {
  const account = await makeAccount();
  await putPicture(account, PICTURE, await fs.readFile(path.join(folder, PICTURE)));
  const { slug } = await putDelivered(account, "library", { signedOnly: false });
  const known = `/i/${slug}/${PICTURE}?w=800&fm=webp`;
  return contest({
    handle: (request, response) => void deliver(request, response, { isOurHost: true }),
    // A point that nothing is cut around changes the address and not the work.
    render: (number) => `${known}&crop=focalpoint&fp-x=${(number + 1) / 10_000}`,
    known,
    settle: flushDeliveries,
    end: async () => {
      renderer().stop();
      await flushDeliveries();
      await (await openedCache()).settle();
      await closePools();
    },
  });
}

export async function ipx(): Promise<Contender> {
  const listener = createIPXNodeServer(createIPX({ storage: ipxFSStorage({ dir: folder }) }));
  const known = `/w_800,f_webp,q_80/${PICTURE}`;
  return contest({
    handle: (request, response) => void listener(request, response),
    render: () => known,
    known,
    end: () => {},
  });
}
