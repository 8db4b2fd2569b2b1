import { buffer } from "node:stream/consumers";
import type { Page } from "@playwright/test";
import PDFDocument from "pdfkit";
import { expectAccessible } from "../accessible";
import { expect, mailTo, surroundings, test } from "../fixtures";
import { takenOver } from "../hydration";
import { bring, type Link, makeFolder, makeLink } from "../library/things";
import { withDatabase } from "../people";
import { makeTeam, openAs } from "../team";
import { change, drawing, openWithKit } from "./kit";

// A link that is closed, or takes no more, answers so.
test.use({ expectedComplaints: /404|410|413/ });

/** Each file is a page of its own; keys work once its scripts run. */
async function press(page: Page, key: string): Promise<void> {
  await takenOver(page);
  await page.keyboard.press(key);
}

const titleOf = (page: Page) => page.getByRole("heading", { level: 1 });

test("a visitor looks through a folder by keys, keeps what may be kept, and reports", async ({
  context,
  newPerson,
}) => {
  const { mira, page, folder } = await openWithKit(context);
  const link = await makeLink(mira, folder);
  const visitor = await newPerson();
  const guest = await visitor.newPage();
  const answer = await guest.goto(`/s/${link.token}`);
  expect(answer?.headers()).toMatchObject({ "referrer-policy": "no-referrer", "x-robots-tag": "noindex, nofollow" });
  await expect(guest.getByText("Northlight Studio")).toBeVisible();
  await expectAccessible(guest);
  await guest.getByRole("link", { name: "Hero 1.jpg" }).click();
  await expect(titleOf(guest)).toHaveText("Hero 1.jpg");
  await expect(guest.getByText("900 × 600")).toBeVisible();
  await press(guest, "ArrowRight");
  await expect(titleOf(guest)).toHaveText("Hero 2.jpg");
  await press(guest, "z");
  await expect(guest.getByRole("button", { name: "Fit Hero 2.jpg into the window" })).toBeVisible();
  await expectAccessible(guest);
  await press(guest, "ArrowRight");
  await expect(titleOf(guest)).toHaveText("Hero 3.jpg");
  await expect(guest.getByRole("link", { name: "Next" })).toBeHidden();
  await press(guest, "Escape");
  await expect(titleOf(guest)).toHaveText("Press kit");

  const preview = await visitor.request.get((await guest.locator("ul img").first().getAttribute("src")) ?? "");
  expect((await preview.body()).toString("latin1")).not.toMatch(/Canary|Exif/);
  const zipped = guest.waitForEvent("download");
  await guest.getByRole("link", { name: "Download all" }).click();
  expect((await zipped).suggestedFilename()).toBe("Press kit.zip");

  await guest.getByText("Report this link").click();
  await guest.getByLabel("What is wrong with it").fill("These are not your pictures");
  await guest.getByRole("button", { name: "Send the report" }).click();
  await expect(guest.getByText("Whoever runs this account has been told.")).toBeVisible();
  expect((await mailTo(mira.email)).text).toContain("These are not your pictures");

  await page.goto(`/${mira.account.slug}/media/links?link=${link.id}`);
  const inspector = page.getByRole("region", { name: "Press kit" });
  await expect(inspector.getByText("1 time", { exact: true })).toBeVisible();
  await expect(inspector.getByText("Downloaded everything as a zip")).toBeVisible();
  await expect(inspector.getByText("These are not your pictures")).toBeVisible();
});

/** A second of film, recorded by the browser itself. */
async function film(page: Page): Promise<Buffer> {
  const letters = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm" });
    const recorded = new Promise<Blob>((resolve) => {
      recorder.ondataavailable = ({ data }) => resolve(data);
    });
    recorder.start();
    for (let frame = 0; frame < 25; frame++) {
      pen?.fillRect(frame, frame, 50, 50);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
    recorder.stop();
    return new Uint8Array(await (await recorded).arrayBuffer()).reduce(
      (all, byte) => all + String.fromCodePoint(byte),
      "",
    );
  });
  return Buffer.from(letters, "latin1");
}

test("a visitor watches a film that may not be kept, as long as the link is open", async ({ context, newPerson }) => {
  const { mira } = await makeTeam();
  const page = await openAs(context, mira, "media");
  const bytes = await film(page);
  const file = await bring(page.request, mira, "Reel.webm", bytes);
  const picture = await bring(page.request, mira, "Still.jpg", await drawing("#0f5a69"));
  const link = await makeLink(mira, file, { changes: { download: false } });
  const locked = await makeLink(mira, file, { passcode: "open sesame" });
  const still = await makeLink(mira, picture);
  const visitor = await newPerson();
  const guest = await visitor.newPage();
  await guest.goto(`/s/${link.token}`);
  const player = guest.locator("video");
  await player.evaluate(async (video: HTMLVideoElement) => {
    video.muted = true;
    await video.play();
  });
  await expect.poll(() => player.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0);
  await expectAccessible(guest);

  const watch = (of: Link, id: string) =>
    visitor.request.get(`/s/${of.token}/file?file=${id}&form=video`, { headers: { Range: "bytes=4-9" } });
  const part = await watch(link, file);
  expect([part.status(), part.headers()["content-range"]]).toEqual([206, `bytes 4-9/${bytes.length}`]);
  expect(await part.body()).toEqual(bytes.subarray(4, 10));
  expect((await watch(locked, file)).status()).toBe(404);
  expect((await watch(still, picture)).status()).toBe(404);
  expect((await visitor.request.get(`/s/${link.token}/file?file=${file}&form=download`)).status()).toBe(403);
  const counted = await withDatabase(
    surroundings.E2E_DATABASE_URL,
    (sql) => sql`select views, downloads from share_links where id = ${link.id}`,
  );
  expect(counted[0]).toMatchObject({ views: 1, downloads: 0 });
  await change(link, { expires_at: new Date(Date.now() - 1000) });
  expect((await watch(link, file)).status()).toBe(404);
});

test("files are asked for by a link: what a guest brings lies in the folder, and they see nothing of it", async ({
  context,
  newPerson,
}) => {
  const { mira } = await makeTeam();
  const folder = await makeFolder(mira, "Inbox");
  const page = await openAs(context, mira, `media?folder=${folder}`);
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share Inbox" });
  await dialog.getByRole("button", { name: "New link" }).click();
  await dialog.getByText("Ask for files").click();
  await dialog.getByRole("textbox", { name: "For whom" }).fill("The printer");
  await dialog.getByText("Begin and limits").click();
  await dialog.getByLabel("Most files").fill("2");
  await dialog.getByLabel("Largest file, MB").fill("1");
  await dialog.getByRole("button", { name: "Create link" }).click();
  const card = dialog.getByRole("article", { name: "The printer" });
  const url = await card.locator("code").innerText();

  const guest = await (await newPerson()).newPage();
  await guest.goto(url);
  await expect(titleOf(guest)).toHaveText("Send files to Northlight Studio");
  await expect(guest.getByText("2 more files, 1 MB at most each.")).toBeVisible();
  await expect(guest.getByText("Inbox")).toBeHidden();
  await guest.getByLabel("Files to send").setInputFiles([
    { name: "proof: page 1?.txt", mimeType: "text/plain", buffer: Buffer.from("As printed") },
    { name: "too large.bin", mimeType: "application/octet-stream", buffer: Buffer.alloc(1_100_000) },
  ]);
  await expect(guest.getByText("This file is larger than the link takes.")).toBeVisible();
  await expect(guest.getByText("1 file did not arrive")).toBeVisible();
  await expectAccessible(guest);

  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("link", { name: /proof_ page 1_\.txt/ })).toBeVisible();
  await expect(page.getByRole("link", { name: /too large/ })).toBeHidden();
});

test("the first page of a document is seen in the library, in the viewer and by a visitor", async ({
  context,
  newPerson,
}) => {
  const { mira } = await makeTeam();
  const page = await openAs(context, mira, "media");
  const document = new PDFDocument();
  document.text("What we agreed on");
  document.end();
  const id = await bring(page.request, mira, "Brief.pdf", await buffer(document));
  const isDrawn = (image: HTMLImageElement) => image.complete && image.naturalHeight > image.naturalWidth;
  const tile = page.getByRole("grid", { name: "Media" }).getByRole("row").filter({ hasText: "Brief.pdf" });
  await expect.poll(() => tile.locator("img").evaluate(isDrawn)).toBe(true);
  await tile.getByRole("link").focus();
  await page.keyboard.press("Space");
  await expect.poll(() => page.getByRole("img", { name: "Brief.pdf" }).evaluate(isDrawn)).toBe(true);
  await page.keyboard.press("Escape");
  await tile.getByRole("link").click();
  const inspector = page.getByRole("region", { name: "Brief.pdf" });
  await expect.poll(() => inspector.locator("img").first().evaluate(isDrawn)).toBe(true);

  const guest = await (await newPerson()).newPage();
  await guest.goto(`/s/${(await makeLink(mira, id)).token}`);
  await expect.poll(() => guest.getByRole("img", { name: "Brief.pdf" }).evaluate(isDrawn)).toBe(true);
});
