import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { readContent } from "@/lib/media/queries/read-content";
import { makeSmallDisk } from "@/lib/testing/small-disk";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { beginUpload } from "@/lib/uploads/commands/begin-upload";
import { cancelUpload, receiveBytes } from "@/lib/uploads/commands/receive-upload";
import { uploadFile } from "@/lib/uploads/commands/upload-file";
import { beginUploadInput } from "@/lib/uploads/input";

const MEGABYTE = 1024 ** 2;

useTestDatabase();

let studio: Studio;
let disk: Awaited<ReturnType<typeof makeSmallDisk>>;

beforeAll(async () => {
  disk = await makeSmallDisk(4);
  if (disk) process.env.APERTURE_DATA = disk.folder;
  studio = await makeStudio();
});

afterAll(async () => {
  delete process.env.APERTURE_DATA;
  await disk?.remove();
});

const send = (name: string, bytes: number) =>
  uploadFile(studio.lea, { name, folderId: null, clash: "keep" }, new Blob([Buffer.alloc(bytes, name)]));

test("a full disk refuses in words, what is there can be read, and room that is made is used", async (context) => {
  if (!disk) return context.skip("This system lets nobody mount a disk of their own.");
  const { fileId } = await send("before.bin", MEGABYTE);
  const { id } = await beginUpload(studio.lea, beginUploadInput.parse({ name: "large.bin", size: 6 * MEGABYTE }));
  const piece = { offset: 0, body: Readable.from([Buffer.alloc(6 * MEGABYTE)]), checksum: null };
  await expect(receiveBytes(studio.lea, id, piece)).rejects.toMatchObject({
    code: "full",
    message: expect.stringContaining("storage is full"),
  });
  await expect(send("small.bin", MEGABYTE)).rejects.toMatchObject({ code: "full" });

  const content = await readContent(studio.lea, fileId, { rendition: "original", use: "download" });
  const read = Buffer.from(await new Response(await content.read()).arrayBuffer());
  expect(read.equals(Buffer.alloc(MEGABYTE, "before.bin"))).toBe(true);

  await cancelUpload(studio.lea, id);
  await expect(send("after.bin", MEGABYTE)).resolves.toMatchObject({ fileId: expect.any(String) });
});
