import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { box, CANARY, phoneFilm } from "@/lib/films/testing/film-maker";
import type { Content } from "@/lib/media/queries/read-content";
import { watchFilm } from "@/lib/share-links/queries/shared-content";
import { makePressKit, open, type PressKit } from "@/lib/share-links/testing/press-kit";
import { useDataFolder } from "@/lib/testing/data-folder";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

useTestDatabase();
useDataFolder();

let kit: PressKit;
beforeAll(async () => {
  kit = await makePressKit();
});

const bring = (name: string, bytes: Buffer) =>
  uploadFile(kit.studio.lea, { name, folderId: kit.folder, clash: "version" }, new Blob([Uint8Array.from(bytes)])).then(
    ({ fileId }) => fileId,
  );

const bytesOf = async (film: Content | null, range?: { start: number; end: number }) =>
  Buffer.from(await new Response(await film?.read(range)).arrayBuffer());

test("a visitor sees a film without the place where it was taken, each part of it as of the whole", async () => {
  const { bytes, seen } = phoneFilm();
  const film = await watchFilm(await open((await kit.make()).token), await bring("phone.mp4", bytes));
  const whole = await bytesOf(film);
  expect([film?.size, whole.length, whole.indexOf(seen)]).toEqual([bytes.length, bytes.length, bytes.indexOf(seen)]);
  expect(whole.toString("latin1")).not.toMatch(/Canary|ISO6709/);
  for (let at = bytes.indexOf("Canary") - 30; at < bytes.length - 50; at += 50)
    expect(await bytesOf(film, { start: at, end: at + 49 })).toEqual(whole.subarray(at, at + 50));
});

test("a film that cannot be looked through is only played where it may be downloaded, and nothing else is", async () => {
  const opaque = await bring("opaque.mp4", Buffer.concat([box("ftyp", "isom"), box("mdat", CANARY)]));
  const shut = await open((await kit.make({ download: false })).token);
  expect(await watchFilm(shut, opaque)).toBeNull();
  const free = await open((await kit.make()).token);
  expect((await bytesOf(await watchFilm(free, opaque))).toString("latin1")).toContain(CANARY);
  expect(await watchFilm(free, await bring("words.txt", Buffer.from("words")))).toBeNull();
});
