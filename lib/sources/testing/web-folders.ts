import { beforeAll } from "vitest";
import { findSource } from "@/lib/sources/queries/find-source";
import { type NewConfig, sourceConfig } from "@/lib/sources/rules/config";
import { makeSource } from "@/lib/testing/sources";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { openLoopback, serveWeb, type WebServer } from "@/lib/testing/web-server";

/** A studio whose developer makes sources of a web server that lets everyone in but to `/closed`. The test file needs a database. */
export function makeWebFolders() {
  let studio: Studio;
  let web: WebServer;
  openLoopback();
  beforeAll(async () => {
    studio = await makeStudio();
    web = await serveWeb((request, response) => response.writeHead(request.url === "/closed" ? 401 : 404).end());
  });
  const folder = (changes: NewConfig = {}) => sourceConfig.parse({ origin: { url: web.url }, ...changes });
  return {
    get studio() {
      return studio;
    },
    get web() {
      return web;
    },
    folder,
    make: (changes: NewConfig = {}) => makeSource(studio.dana, "web_folder", folder(changes)),
    find: (sourceId: string) => findSource(studio.dana, sourceId),
  };
}
