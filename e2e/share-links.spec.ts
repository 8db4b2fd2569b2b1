import type { APIRequestContext, Page } from "@playwright/test";
import sharp from "sharp";
import { expectAccessible } from "./accessible";
import { expect, mailTo, surroundings, test } from "./fixtures";
import { takenOver } from "./hydration";
import { bring, type Link, makeFolder, makeLink } from "./library";
import { type Person, withDatabase } from "./people";
import { startApp } from "./stack";
import { makeTeam, openAs } from "./team";

// A link that is closed, or takes no more, answers so.
test.use({ expectedComplaints: /404|410|413/ });

const drawing = (background: string) =>
  sharp({ create: { width: 900, height: 600, channels: 3, background } })
    .jpeg()
    .withExif({ IFD0: { Make: "Canary Cameras" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" } })
    .toBuffer();

/** A press kit of three pictures whose small pictures are there, in Mira's account. */
async function makeKit(mira: Person, request: APIRequestContext) {
  const folder = await makeFolder(mira, "Press kit");
  const files: string[] = [];
  for (const [index, colour] of ["#0f5a69", "#e8a13a", "#7a1f2b"].entries())
    files.push(await bring(request, mira, `Hero ${index + 1}.jpg`, await drawing(colour), folder));
  const drawn = () =>
    withDatabase(surroundings.E2E_DATABASE_URL, async (sql) => {
      const [row] =
        await sql`select count(*)::int as done from files where folder_id = ${folder} and thumbhash is not null`;
      return row?.done;
    });
  await expect.poll(drawn, { timeout: 45_000 }).toBe(3);
  return { folder, files };
}

const change = (link: Link, to: Record<string, unknown>) =>
  withDatabase(surroundings.E2E_DATABASE_URL, (sql) => sql`update share_links set ${sql(to)} where id = ${link.id}`);

/** Everything that stands behind a link, by its addresses. */
const surfacesOf = (token: string, file: string, folder: string): [string, string, Record<string, string>?][] => [
  ["thumbnail", `/s/${token}/file?file=${file}&form=thumbnail`],
  ["preview", `/s/${token}/file?file=${file}&form=preview`],
  ["download", `/s/${token}/file?file=${file}&form=download`],
  ["part of it", `/s/${token}/file?file=${file}&form=download`, { Range: "bytes=1-" }],
  ["zip", `/s/${token}/zip`],
  ["zip of a folder", `/s/${token}/zip?folder=${folder}`],
  ["upload", `/s/${token}/uploads/upl_00000000000000000000000x`],
];

test("every byte of a link passes one gate, and a closed link is the same page for every reason", async ({
  context,
  newPerson,
}) => {
  const { mira } = await makeTeam();
  const page = await openAs(context, mira, "media");
  const { folder, files } = await makeKit(mira, page.request);
  const [file = ""] = files;
  const open = await makeLink(mira, folder);
  const locked = await makeLink(mira, folder, { passcode: "open sesame" });
  const other = await makeLink(mira, folder, { passcode: "another one" });
  const visitor = await newPerson();
  const guest = await visitor.newPage();
  const unlock = async (link: Link, passcode: string) => {
    await guest.goto(`/s/${link.token}`);
    await guest.getByLabel("Passcode").fill(passcode);
    await guest.getByRole("button", { name: "Open" }).click();
  };
  const expectShut = async (why: string, { token }: Link, request = visitor.request) => {
    for (const [surface, address, headers = {}] of surfacesOf(token, file, folder)) {
      const answer = await request.get(address, { headers });
      expect([404, 405], `${surface}: ${why}`).toContain(answer.status());
      expect(await answer.text(), `${surface}: ${why}`).not.toMatch(/Hero|Press kit|Northlight/);
    }
    const shown = await (await request.get(`/s/${token}?file=${file}`)).text();
    expect(shown, why).not.toMatch(/Hero|Press kit/);
  };

  await guest.goto(`/s/${open.token}`);
  await expect(guest.getByRole("heading", { name: "Press kit" })).toBeVisible();
  for (const [surface, address] of surfacesOf(open.token, file, folder).filter(([name]) => name !== "upload"))
    expect((await visitor.request.get(address)).status(), surface).toBe(200);

  await expectShut("no passcode", locked);
  await unlock(locked, "wrong one");
  await expect(guest.getByText("This passcode is wrong.")).toBeVisible();
  await expectShut("wrong passcode", locked);
  await unlock(other, "another one");
  await expect(guest.getByRole("heading", { name: "Press kit" })).toBeVisible();
  const [proof] = await visitor.cookies(`${surroundings.E2E_URL}/s/${other.token}`);
  await visitor.addCookies([
    { ...proof, name: proof?.name ?? "", value: proof?.value ?? "", path: `/s/${locked.token}` },
  ]);
  await expectShut("the cookie of another link", locked);
  await unlock(locked, "open sesame");
  await expect(guest.getByRole("heading", { name: "Press kit" })).toBeVisible();

  const words: string[] = [];
  const expectSamePage = async (why: string, { token }: Link) => {
    const answer = await guest.goto(`/s/${token}`);
    expect(answer?.status(), why).toBe(404);
    words.push(`${await guest.title()} ${await guest.locator("main").innerText()}`);
  };
  await expectSamePage("wrong", { id: "", token: "A".repeat(43) });
  await change(locked, { expires_at: new Date(Date.now() - 1000) });
  await expectShut("expired", locked);
  await expectSamePage("expired", locked);
  await change(open, { starts_at: new Date(Date.now() + 3_600_000) });
  await expectShut("not begun", open);
  await expectSamePage("not begun", open);
  const seen = await makeLink(mira, folder, { changes: { max_views: 1, views: 1 } });
  await expectShut("no visits left", seen);
  await expectSamePage("no visits left", seen);
  expect(new Set(words).size).toBe(1);

  const taken = await makeLink(mira, folder, { changes: { max_downloads: 1, downloads: 1 } });
  await guest.goto(`/s/${taken.token}?file=${file}`);
  await expect(guest.getByRole("heading", { name: "Hero 1.jpg" })).toBeVisible();
  await expect(guest.getByRole("link", { name: "Download" })).toBeHidden();
  expect((await visitor.request.get(`/s/${taken.token}/file?file=${file}&form=download`)).status()).toBe(410);
});

test("two hundred downloads: none that begins after the link is revoked succeeds", async ({ context, newPerson }) => {
  const { mira } = await makeTeam();
  const page = await openAs(context, mira, "media");
  const folder = await makeFolder(mira, "Press kit");
  const file = await bring(page.request, mira, "Notes.txt", Buffer.from("What the press may know"), folder);
  const link = await makeLink(mira, folder, { note: "Reuters" });
  await page.goto(`/${mira.account.slug}/media/links`);
  await page.getByRole("link", { name: "Reuters" }).click();
  const { request } = await newPerson();
  let revokedAt = Infinity;
  let left = 200;
  const tries: { begun: number; status: number }[] = [];
  const downloader = async () => {
    while (left-- > 0) {
      const begun = performance.now();
      const answer = await request.get(`/s/${link.token}/file?file=${file}&form=download`);
      tries.push({ begun, status: answer.status() });
      if (tries.length === 40) void page.getByRole("button", { name: "Revoke link" }).click();
      // The second half waits for the acknowledgement, which is what it is about.
      if (tries.length >= 100 && revokedAt === Infinity) {
        await expect(page.getByText("1 link revoked")).toBeVisible();
        revokedAt = performance.now();
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, downloader));
  const late = tries.filter(({ begun }) => begun > revokedAt);
  expect(late.length).toBeGreaterThan(50);
  expect(late.filter(({ status }) => status !== 404)).toEqual([]);
  expect(tries.some(({ status }) => status === 200)).toBe(true);
});

test("no byte that the visitor's page pointed to is given out after the link is revoked, by any server", async ({
  context,
  newPerson,
}) => {
  const { mira } = await makeTeam();
  const page = await openAs(context, mira, "media");
  const { folder, files } = await makeKit(mira, page.request);
  const link = await makeLink(mira, folder, { note: "Reuters" });
  const second = await startApp(surroundings, surroundings.E2E_DATABASE_URL);
  try {
    const { request } = await newPerson();
    const pages = [`/s/${link.token}`, ...files.map((file) => `/s/${link.token}?file=${file}`)];
    const handedOut = new Set<string>();
    for (const place of pages) {
      const html = await (await request.get(`${second.url}${place}`)).text();
      for (const [address] of html
        .replaceAll("&amp;", "&")
        .matchAll(/\/(?:s\/[\w-]+\/(?:file|zip)|i\/[\w-]+\/)[^"\\ ]*/g))
        handedOut.add(address);
    }
    // Three pictures as a tile, a large one and a download, and the zip: each behind the link, none in a shared cache.
    expect(handedOut.size).toBeGreaterThanOrEqual(10);
    expect([...handedOut].filter((address) => !address.startsWith(`/s/${link.token}/`))).toEqual([]);
    const statuses = async (url: string) => {
      const answers = await Promise.all([...handedOut].map((address) => request.get(url + address)));
      return [...new Set(answers.map((answer) => answer.status()))];
    };
    for (const url of [surroundings.E2E_URL, second.url]) expect(await statuses(url)).toEqual([200]);
    await page.goto(`/${mira.account.slug}/media/links`);
    await page.getByRole("link", { name: "Reuters" }).click();
    await page.getByRole("button", { name: "Revoke link" }).click();
    await expect(page.getByText("1 link revoked")).toBeVisible();
    for (const url of [second.url, surroundings.E2E_URL]) expect(await statuses(url)).toEqual([404]);
  } finally {
    await second.stop();
  }
});

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
  const { mira } = await makeTeam();
  const page = await openAs(context, mira, "media");
  const { folder } = await makeKit(mira, page.request);
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

test("all links stand in one table: they are changed, revoked together and brought back", async ({ context }) => {
  const { mira } = await makeTeam();
  const folder = await makeFolder(mira, "Press kit");
  for (const note of ["Reuters", "The Guardian", "Le Monde"]) await makeLink(mira, folder, { note });
  const page = await openAs(context, mira, "media/links");
  const table = page.getByRole("table", { name: "Links" });
  await expect(table.getByRole("row")).toHaveCount(4);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Reuters" }).click();
  const inspector = page.getByRole("region", { name: "Reuters" });
  await inspector.getByRole("button", { name: "Edit link" }).click();
  await inspector.getByRole("textbox", { name: "For whom" }).fill("Reuters London");
  await inspector.getByLabel("Passcode").fill("open sesame");
  await inspector.getByLabel("Ends", { exact: true }).selectOption("7");
  await inspector.getByText("Begin and limits").click();
  await inspector.getByLabel("Most visits").fill("10");
  await expectAccessible(page);
  await inspector.getByRole("button", { name: "Save link" }).click();
  const changed = page.getByRole("region", { name: "Reuters London" });
  await expect(changed.getByText("0 of 10 visits")).toBeVisible();
  await changed.getByRole("link", { name: "Close" }).click();

  await table.getByRole("checkbox", { name: "Select The Guardian" }).check();
  await table.getByRole("checkbox", { name: "Select Le Monde" }).check();
  await page.getByRole("button", { name: "Revoke" }).click();
  await expect(table.getByText("Revoked")).toHaveCount(2);
  await page
    .getByRole("alertdialog")
    .filter({ hasText: "2 links revoked" })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(table.getByText("Revoked")).toHaveCount(0);

  await page.getByRole("button", { name: "Rules for links" }).click();
  const rules = page.getByRole("dialog", { name: "Rules for links" });
  await rules.getByLabel("Every link needs a passcode").check();
  await expectAccessible(page);
  await rules.getByRole("button", { name: "Save link rules" }).click();
  await expect(page.getByText("Rules for links saved")).toBeVisible();
  await page.goto(`/${mira.account.slug}/settings`);
  await expect(page.getByLabel("Every link needs a passcode")).toBeChecked();
});
