import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, surroundings, test } from "./fixtures";
import { bring } from "./library/things";
import { withDatabase } from "./people";
import { makeTeam, openAs } from "./team";

// A reload breaks connections off; a name that is taken is a refusal; a file that is gone from the disk cannot be sent.
test.use({ expectedComplaints: /409|404|ERR_FILE_NOT_FOUND|ERR_UPLOAD_FILE_CHANGED/ });

const tray = (page: Page) => page.getByRole("region", { name: "Uploads" });

const filesIn = (account: { id: string }) =>
  withDatabase(
    surroundings.E2E_DATABASE_URL,
    (sql) => sql<{ path: string; name: string; sha256: string }[]>`
      select f.name, f.sha256, coalesce((select string_agg(a.name, '/' order by length(a.path)) from folders d
        join folders a on a.account_id = d.account_id and starts_with(d.path, a.path)
        where d.account_id = f.account_id and d.id = f.folder_id), '') as path
      from files f where f.account_id = ${account.id} and f.trashed_at is null order by path, f.name_key`,
  );

/** Drops files or folders of the disk into the middle of the page, as those that come from the desktop. */
async function dropOn(page: Page, ...files: string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await devtools.send("Input.dispatchDragEvent", { type, x: 640, y: 360, data });
  await devtools.detach();
}

test("a folder of 200 files is dropped and comes whole, though the page is loaded anew in the middle", async ({
  context,
}, info) => {
  test.setTimeout(240_000);
  const folder = info.outputPath("Spring");
  for (const [name, count] of [
    ["2026/days", 120],
    ["2026", 60],
    ["", 20],
  ] as const) {
    await fs.mkdir(path.join(folder, name), { recursive: true });
    for (let n = 0; n < count; n++)
      await fs.writeFile(path.join(folder, name, `picture ${n}.txt`), `${name} ${n}`.repeat(500));
  }
  const { mira, account } = await makeTeam();
  const page = await openAs(context, mira, "media");
  await dropOn(page, folder);
  await expect(tray(page).getByText(/^[1-9]\d+ of 200 files here$/)).toBeVisible({ timeout: 60_000 });
  await page.reload();
  await expect(tray(page).getByText("All files have come")).toBeVisible({ timeout: 150_000 });
  const files = await filesIn(account);
  expect(files).toHaveLength(200);
  expect(files.filter((file) => file.path === "Spring/2026/days")).toHaveLength(120);
  expect(files.filter((file) => file.path === "Spring")).toHaveLength(20);
  await expect(page.getByRole("link", { name: /Spring/ })).toBeVisible();
});

test("a large file is paused, dropped again after a reload, and goes on where it was", async ({ context }, info) => {
  const file = info.outputPath("film.bin");
  const bytes = randomBytes(70 * 1024 ** 2);
  await fs.writeFile(file, bytes);
  const { mira, account } = await makeTeam();
  const page = await openAs(context, mira, "media");
  const line = await context.newCDPSession(page);
  const SLOW = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 8 * 1024 ** 2 };
  await line.send("Network.emulateNetworkConditions", SLOW); // so that there is time to pause it
  const firstPiece = page.waitForResponse((answer) => answer.request().method() === "PATCH");
  await page.getByLabel("Files to upload").setInputFiles(file);
  await firstPiece;
  await tray(page).getByRole("button", { name: "Pause film.bin" }).click();
  await expect(tray(page).getByText(/^Paused at/)).toBeVisible();
  await expectAccessible(page);
  await line.detach();
  await page.reload();
  await expect(tray(page).getByText("Drop it here again to go on.", { exact: false })).toBeVisible();
  expect(await filesIn(account)).toEqual([]);

  const offsets: number[] = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
  });
  await page.getByLabel("Files to upload").setInputFiles(file);
  await expect(tray(page).getByText("All files have come")).toBeVisible({ timeout: 60_000 });
  expect(offsets[0]).toBeGreaterThan(0);
  expect(await filesIn(account)).toMatchObject([{ sha256: createHash("sha256").update(bytes).digest("hex") }]);
});

test("files come by drop, paste and the folder button; what cannot be read is told by its name", async ({
  context,
}, info) => {
  const desktop = ["one.txt", "locked.txt", "two.txt"].map((name) => info.outputPath(name));
  for (const file of desktop) await fs.writeFile(file, file);
  const { mira, account } = await makeTeam();
  const page = await openAs(context, mira, "media");
  // The tests may run as somebody to whom no file is closed.
  await page.evaluate(() => {
    const { webkitGetAsEntry } = DataTransferItem.prototype;
    DataTransferItem.prototype.webkitGetAsEntry = function asEntry() {
      const entry = webkitGetAsEntry.call(this);
      if (entry?.name !== "locked.txt") return entry;
      const file: FileSystemFileEntry["file"] = (_, reject) =>
        reject?.(new DOMException("It is closed.", "NotReadableError"));
      return Object.assign(entry, { file });
    };
  });
  await dropOn(page, ...desktop);
  await expect(tray(page).getByText("1 file could not be read")).toBeVisible();
  await expect(tray(page).getByRole("listitem").filter({ hasText: "locked.txt" })).toContainText(
    "The browser could not read it.",
  );
  await expectAccessible(page);
  await tray(page).getByRole("button", { name: "Close" }).click();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(["pasted"], "pasted.txt"));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  });
  await expect(tray(page).getByText("All files have come")).toBeVisible();
  await tray(page).getByRole("button", { name: "Close" }).click();

  const films = info.outputPath("Films");
  await fs.mkdir(films, { recursive: true });
  for (const name of ["a.bin", "b.bin", "gone.bin"])
    await fs.writeFile(path.join(films, name), randomBytes(2 * 1024 ** 2));
  const line = await context.newCDPSession(page);
  const SLOW = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 512 * 1024 };
  await line.send("Network.emulateNetworkConditions", SLOW); // so that there is time to pause them
  await page.getByLabel("Folder to upload").setInputFiles(films);
  await tray(page).getByRole("button", { name: "Pause all" }).click();
  await expect(tray(page).getByText("Paused", { exact: true })).toBeVisible();
  await fs.rm(path.join(films, "gone.bin"));
  await line.detach();
  await tray(page).getByRole("button", { name: "Go on with all" }).click();
  await expect(tray(page).getByText("1 file did not arrive")).toBeVisible({ timeout: 20_000 });
  await expect(tray(page).getByRole("listitem").filter({ hasText: "gone.bin" })).toContainText("could not be read");
  expect((await filesIn(account)).map((file) => [file.path, file.name].join("/"))).toEqual([
    "/one.txt",
    "/pasted.txt",
    "/two.txt",
    "Films/a.bin",
    "Films/b.bin",
  ]);
});

test("a name that is taken: a new version, both, or none, one by one or for all", async ({ context }) => {
  const { mira, account } = await makeTeam();
  const page = await openAs(context, mira, "media");
  for (const name of ["a.txt", "b.txt", "c.txt", "d.txt"]) await bring(page.request, mira, name, Buffer.from("first"));
  const files = ["a.txt", "b.txt", "c.txt", "d.txt"].map((name) => ({
    name,
    mimeType: "text/plain",
    buffer: Buffer.from("second"),
  }));
  await page.getByLabel("Files to upload").setInputFiles(files);
  const clash = tray(page).getByRole("group", { name: "A name is taken" });
  await expect(tray(page).getByText("4 names are taken")).toBeVisible();
  await expectAccessible(page);
  await clash.getByRole("button", { name: "New version" }).click();
  await expect(tray(page).getByText("3 names are taken")).toBeVisible();
  await clash.getByRole("button", { name: "Skip" }).click();
  await expect(tray(page).getByText("2 names are taken")).toBeVisible();
  await clash.getByLabel("The same for all names that are taken").check();
  await clash.getByRole("button", { name: "Keep both" }).click();
  await expect(tray(page).getByText("All files have come")).toBeVisible();
  const names = (await filesIn(account)).map(({ name }) => name);
  expect(names.toSorted()).toEqual(["a.txt", "b.txt", "c (2).txt", "c.txt", "d (2).txt", "d.txt"]);
});
