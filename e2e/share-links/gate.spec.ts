import { expect, surroundings, test } from "../fixtures";
import { bring, type Link, makeFolder, makeLink } from "../library/things";
import { startApp } from "../stack";
import { makeTeam, openAs } from "../team";
import { change, openWithKit } from "./kit";

// A link that is closed, or takes no more, answers so.
test.use({ expectedComplaints: /404|410|413/ });

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
  const { mira, folder, files } = await openWithKit(context);
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

  // A download that broke off is gone on with; what begins at the first byte is another one.
  const once = await makeLink(mira, folder, { changes: { max_downloads: 1 } });
  const download = async (range?: string) =>
    (
      await visitor.request.get(`/s/${once.token}/file?file=${file}&form=download`, {
        headers: range === undefined ? {} : { Range: range },
      })
    ).status();
  expect([await download(), await download("bytes=5-"), await download("bytes=0-4")]).toEqual([200, 206, 410]);
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
  const { mira, page, folder, files } = await openWithKit(context);
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
