import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";

/** Gives the test file a folder of its own for uploads and media. There is nothing beside it. @returns where it is, once the tests run */
export function useDataFolder(): () => string {
  let around = "";
  const folder = () => path.join(around, "data");
  beforeAll(async () => {
    around = await fs.mkdtemp(path.join(os.tmpdir(), "aperture-data-"));
    await fs.mkdir(folder());
    process.env.APERTURE_DATA = folder();
  });
  afterAll(async () => {
    delete process.env.APERTURE_DATA;
    await fs.rm(around, { recursive: true, force: true });
  });
  return folder;
}
