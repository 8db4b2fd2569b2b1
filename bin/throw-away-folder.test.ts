import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { isPostmaster, readPidFile } from "./embedded-cluster.mjs";
import { makeThrowAwayFolder, openThrowAwayDatabase } from "./throw-away-folder.mjs";

/** Tells whether the server that runs in the folder now still runs. */
function watchServer(folder: string) {
  const data = path.join(folder, "postgres");
  const pid = readPidFile({ data })?.pid ?? 0;
  return () => isPostmaster(pid, data);
}

test("folder and server are gone once they are closed", async () => {
  const { folder, remove } = makeThrowAwayFolder();
  await remove();
  const database = await openThrowAwayDatabase();
  const runs = watchServer(database.folder);
  expect(runs()).toBe(true);
  await database.close();
  expect([folder, database.folder].filter((left) => fs.existsSync(left))).toEqual([]);
  expect(runs()).toBe(false);
});

test("they are gone after their process and its whole group were killed", async () => {
  const program = `import { openThrowAwayDatabase } from ${JSON.stringify(path.resolve("bin/throw-away-folder.mjs"))};
    console.log((await openThrowAwayDatabase()).folder);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], { detached: true });
  const folder = String(await once(child.stdout, "data")).trim();
  const runs = watchServer(folder);
  expect(runs()).toBe(true);
  process.kill(-(child.pid ?? 0), "SIGKILL");
  await expect.poll(() => fs.existsSync(folder)).toBe(false);
  expect(runs()).toBe(false);
});
