import ImageKit from "@imagekit/nodejs";
import ImgixClient from "@imgix/js-core";
import { describe, expect, test } from "vitest";
import { withSystem } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { RED, serveImages } from "@/lib/http/delivery/testing/image-host";
import { startSession } from "@/lib/sign-in/commands/start-session";
import { useDataFolder } from "@/lib/testing/data-folder";
import { pictureOf, putDelivered, putPicture } from "@/lib/testing/pictures";
import { anOrigin } from "@/lib/testing/sign-in";

useTestDatabase();
useDataFolder();
const host = serveImages();
const { ask, shelf, webFolder } = host;

const sessionOf = async (userId: string) =>
  (await withSystem((tx) => startSession(tx, { userId, method: "email" }, anOrigin()))).token;

describe("who may", () => {
  test("come to a source of signed addresses: official libraries, until they end, and nobody else", async () => {
    shelf.set("j/k l.jpg", { bytes: await pictureOf(RED) });
    const { slug, secret } = await webFolder({ signedOnly: true, domains: ["signed.example.com"] });
    expect((await ask(`/i/${slug}/j/k%20l.jpg`)).status).toBe(403);
    const base = `http://pictures.test/i/${slug}`;
    const kit = new ImageKit({ privateKey: secret }).helper;
    const path = (url: string) => url.replace(/^https?:\/\/[^/]+/, "");
    const signed = kit.buildSrc({
      urlEndpoint: base,
      src: "j/k l.jpg",
      transformation: [{ width: 30 }],
      transformationPosition: "path",
      signed: true,
      expiresIn: 100,
    });
    const answer = await ask(path(signed));
    expect(answer.headers["cross-origin-resource-policy"]).toBe("cross-origin");
    expect([answer.status, answer.headers["cache-control"]]).toEqual([
      200,
      expect.stringMatching(/^private, max-age=\d{1,3}$/),
    ]);
    expect((await ask(path(signed).replace("w-30", "w-31"))).status).toBe(403);
    const ended = signed.replace(/ik-t=\d+/, "ik-t=1000000000");
    expect((await ask(path(ended))).status).toBe(403);

    const imgix = new ImgixClient({ domain: "signed.example.com", secureURLToken: secret });
    const own = path(imgix.buildURL("j/k l.jpg", { w: 30 }));
    expect((await ask(own, { host: "signed.example.com" })).status).toBe(200);
    expect((await ask(own.replace("w=30", "w=31"), { host: "signed.example.com" })).status).toBe(403);
    expect((await ask(own, { host: `${slug}.pictures.test` })).status).toBe(200);
    expect((await ask(own, { host: "other.example.com" })).status).toBe(421);
  });

  test("open a file of the library: who is signed in and may see it", async () => {
    await putPicture(host.studio.account, "secret.jpg", await pictureOf(RED));
    const { slug } = await putDelivered(host.studio.account, "library", { signedOnly: true });
    const url = `/i/${slug}/secret.jpg?w=20`;
    const as = async (name: "dana" | "jonah" | "priya") => {
      const answer = await ask(url, {
        cookie: `other=1; aperture.session=${await sessionOf(host.studio[name].userId)}`,
      });
      return [answer.status, answer.headers["cache-control"]];
    };
    expect(await as("dana")).toEqual([200, "private, no-store"]);
    for (const name of ["jonah", "priya"] as const) expect(await as(name)).toEqual([404, "no-store"]);
    expect((await ask(url)).status).toBe(403);
    // Whoever has no way in does not learn what is there.
    const made = { cookie: "aperture.session=made-up" };
    const [there, nowhere] = [await ask(url, made), await ask(`/i/${slug}/nothing.jpg`, made)];
    expect([there.status, there.body]).toEqual([404, nowhere.body]);
  });
});
