import { expect, test } from "vitest";
import { newId } from "@/db/ids";
import { useTestDatabase } from "@/db/testing/database";
import { useDataFolder } from "@/lib/testing/data-folder";
import { appendPart, createPart, sizeOfPart } from "@/lib/uploads/part-file";

const MEGABYTE = 1024 ** 2;

useTestDatabase();
useDataFolder();

test("a large piece passes through the server without staying in its memory", async () => {
  const id = newId("upload");
  await createPart(id);
  let most = 0;
  async function* body() {
    for (let n = 0; n < 400; n++) {
      most = Math.max(most, process.memoryUsage().arrayBuffers);
      yield new Uint8Array(MEGABYTE).fill(n);
    }
  }
  const { signal } = new AbortController();
  await appendPart(id, body(), { offset: 0, most: 400 * MEGABYTE, checksum: null, signal });
  expect(await sizeOfPart(id)).toBe(400 * MEGABYTE);
  expect(most).toBeLessThan(200 * MEGABYTE);
});
