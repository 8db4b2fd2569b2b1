import http from "node:http";
import sharp from "sharp";
import { afterAll, beforeAll } from "vitest";
import { flushDeliveries } from "@/lib/analytics/commands/count-delivery";
import { renderer } from "@/lib/delivery/renderer";
import { deliver } from "@/lib/http/delivery/deliver";
import { putDelivered } from "@/lib/testing/pictures";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { openLoopback, serveWeb, type WebServer } from "@/lib/testing/web-server";

export const RED = "#e00000";
export const BLUE = "#0000e0";

export async function hueOf(bytes: Buffer): Promise<"red" | "blue"> {
  const { channels } = await sharp(bytes).stats();
  return (channels[0]?.mean ?? 0) > (channels[2]?.mean ?? 0) ? "red" : "blue";
}

type Answer = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };

/** Delivers the images of a new account at `pictures.test`, and serves a web folder for them to come from. The test file needs a database and a data folder. */
export function serveImages() {
  /** What the web folder holds now, by path. */
  const shelf = new Map<string, { bytes: Buffer; type?: string; headers?: http.OutgoingHttpHeaders }>();
  let studio: Studio;
  let web: WebServer;
  let port: number;
  openLoopback();

  beforeAll(async () => {
    process.env.APERTURE_URL = "http://pictures.test";
    studio = await makeStudio();
    web = await serveWeb((request, response) => {
      const found = shelf.get(decodeURIComponent(request.url ?? "").slice(1));
      if (!found) return response.writeHead(404).end();
      const { bytes, type = "image/jpeg", headers } = found;
      response
        .writeHead(200, {
          "content-type": type,
          "content-length": bytes.length,
          etag: `"${bytes.length}-${bytes.at(-20)}"`,
          ...headers,
        })
        .end(bytes);
    });
    ({ port } = await serveWeb((request, response) => {
      const isOurHost = request.headers.host === "pictures.test";
      void deliver(request, response, { isOurHost }).then((answered) => answered || response.writeHead(421).end());
    }));
  });

  afterAll(async () => {
    await flushDeliveries();
    delete process.env.APERTURE_URL;
    renderer().stop();
  });

  return {
    shelf,
    get studio() {
      return studio;
    },
    /** The paths that the web folder was asked for. */
    get asked() {
      return web.asked;
    },
    ask: (path: string, headers: http.OutgoingHttpHeaders = {}, method = "GET"): Promise<Answer> =>
      new Promise((resolve, reject) => {
        http
          .request({ port, path, method, headers: { host: "pictures.test", ...headers } }, (response) => {
            const pieces: Buffer[] = [];
            response.on("data", (piece: Buffer) => pieces.push(piece));
            response.on("end", () =>
              resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces) }),
            );
            response.on("error", reject);
          })
          .on("error", reject)
          .end();
      }),
    /** A source whose origin is the web folder. */
    webFolder: (config: object = {}) =>
      putDelivered(studio.account, "web_folder", { origin: { url: `${web.url}/` }, ...config }),
  };
}
