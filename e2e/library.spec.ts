import type { BrowserContext, Page } from "@playwright/test";
import sharp from "sharp";
import { expectAccessible } from "./accessible";
import { expect, surroundings, test } from "./fixtures";
import { makePerson, type Person, shortName, withDatabase } from "./people";
import { makeTeam, openAs } from "./team";

// A picture that is still being made answers so, and a server that is busy puts an upload off for a moment.
test.use({ expectedComplaints: /404|503/ });

const { E2E_DATABASE_URL } = surroundings;

const picture = async (name: string, hue: number) => ({
  name,
  mimeType: "image/png",
  buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background: `hsl(${hue}, 60%, 50%)` } })
    .png()
    .toBuffer(),
});

async function makeStudio() {
  const { account, mira } = await makeTeam();
  const join = (name: string, role: string) => makePerson(E2E_DATABASE_URL, { account, name, role });
  return {
    account,
    mira,
    lea: await join("Léa Marchand", "media_library_full_access"),
    sofia: await join("Sofia Almeida", "media_library_view_only_access"),
    jonah: await join("Jonah Whitfield", "media_library_restricted_access"),
  };
}

/** A folder and files right in it, as if they had been there for long. Their bytes are in no store. */
const putFiles = (account: Person["account"], folder: string, names: readonly string[]) =>
  withDatabase(E2E_DATABASE_URL, async (sql) => {
    const folderId = `fld_${shortName()}`;
    const sha256 = shortName().padEnd(64, "0");
    await sql`insert into folders (account_id, id, name, name_key, path, created_by)
      values (${account.id}, ${folderId}, ${folder}, ${folder.toLowerCase()}, lpad(to_hex(nextval('folder_numbers')), 8, '0'), 'system')`;
    await sql`insert into blobs (account_id, sha256, size, mime, type, examined_at)
      values (${account.id}, ${sha256}, 8, 'text/plain', 'document', now())`;
    await sql`insert into files (account_id, id, folder_id, name, name_key, version, sha256, type, mime, size, created_by)
      select ${account.id}, 'fil_' || md5(name || ${folderId}), ${folderId}, name, lower(name), 1, ${sha256}, 'document', 'text/plain', 8, 'system'
      from unnest(${names as string[]}::text[]) as name`;
    return folderId;
  });

const shareWith = ({ account, memberId }: Person, folderId: string) =>
  withDatabase(
    E2E_DATABASE_URL,
    (sql) => sql`insert into shares (account_id, id, folder_id, member_id, level, started_by)
      values (${account.id}, ${`shr_${shortName()}`}, ${folderId}, ${memberId}, 'view', 'system')`,
  );

const tileOf = (page: Page, name: string) =>
  page.getByRole("grid", { name: "Media" }).getByRole("row").filter({ hasText: name });
const linkOf = (page: Page, name: string) => tileOf(page, name).getByRole("link");

async function openFolder(context: BrowserContext, person: Person, folderId: string) {
  const page = await openAs(context, person, `media?folder=${folderId}`);
  await expect(page.getByRole("grid", { name: "Media" })).toBeVisible();
  return page;
}

test("a day in the library without a mouse", async ({ context }) => {
  const { lea } = await makeStudio();
  const page = await openAs(context, lea, "media");
  await page.keyboard.press("n");
  await page.getByRole("textbox", { name: "Name" }).fill("Campaigns");
  await page.keyboard.press("Enter");
  await expect(tileOf(page, "Campaigns")).toBeVisible();
  await page
    .getByLabel("Files to upload")
    .setInputFiles([await picture("one.png", 20), await picture("two.png", 140), await picture("three.png", 260)]);
  for (const name of ["one.png", "two.png", "three.png"])
    await expect(tileOf(page, name).locator("img")).toBeAttached({ timeout: 30_000 });

  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(linkOf(page, "one.png")).toBeFocused();
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByText("3 selected")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("3 selected")).toBeHidden();

  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Space");
  const viewer = page.locator(".yarl__portal");
  await expect(viewer.getByText("one.png")).toBeVisible();
  await expect(viewer.locator(".yarl__container")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(viewer.getByText("three.png")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(viewer).toHaveCount(0);
  await expect(linkOf(page, "one.png")).toBeFocused();

  await page.keyboard.press("F2");
  const rename = page.getByRole("dialog", { name: "Rename one.png" });
  await rename.getByRole("textbox", { name: "Name" }).fill("first.png");
  await page.keyboard.press("Enter");
  await expect(rename).toHaveCount(0);
  await expect(tileOf(page, "first.png")).toBeVisible();

  await page.keyboard.press("x");
  await page.keyboard.press("m");
  const move = page.getByRole("dialog", { name: "Move first.png" });
  await expect(move.getByRole("button", { name: "Campaigns" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(move.getByRole("button", { name: /Move to Campaigns/ })).toBeEnabled();
  await page.keyboard.press("Control+Enter");
  await expect(tileOf(page, "first.png")).toHaveCount(0);
  await expect(page.getByText("first.png moved to Campaigns")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(tileOf(page, "first.png")).toBeVisible();

  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("type:im");
  await expect(page.getByRole("option", { name: "type:image" }).first()).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Take away type:image" })).toBeVisible();
  await expect(tileOf(page, "Campaigns")).toHaveCount(0);
  await page.keyboard.type("size>big");
  await page.keyboard.press("Enter");
  await expect(page.locator("mark")).toHaveText("size>big");
  await page.getByRole("link", { name: "Clear filters" }).press("Enter");
  await expect(tileOf(page, "Campaigns")).toBeVisible();

  await linkOf(page, "first.png").focus();
  await page.keyboard.press("Delete");
  await expect(tileOf(page, "first.png")).toHaveCount(0);
  await expect(page.getByText("first.png went to the trash")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(tileOf(page, "first.png")).toBeVisible();
  await linkOf(page, "first.png").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "first.png" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "first.png" })).toHaveCount(0);
});

test("things are dragged onto tiles, rows, the tree and the path, and taken back", async ({ context }) => {
  const { account, mira } = await makeStudio();
  const shoot = await putFiles(account, "Shoot", ["a.txt", "b.txt", "c.txt"]);
  await putFiles(account, "Archive", []);
  const page = await openAs(context, mira, "media");
  const grid = page.getByRole("grid", { name: "Media" });
  const tree = page.getByRole("tree", { name: "Folders" });
  const undo = async (told: string) => {
    await expect(page.getByText(told)).toBeVisible();
    await page.keyboard.press("Control+z");
  };
  await tileOf(page, "Shoot").dragTo(tileOf(page, "Archive"));
  await undo("Shoot moved to Archive");
  await expect(tileOf(page, "Shoot")).toBeVisible();
  const [from, to] = [
    { x: 20, y: 40 },
    { x: 120, y: 60 },
  ];
  await tileOf(page, "Shoot").dragTo(tileOf(page, "Shoot"), { sourcePosition: from, targetPosition: to });
  await expect(grid.getByRole("row")).toHaveCount(2);

  await linkOf(page, "Shoot").click();
  await expect(page.getByRole("heading", { name: "Shoot" })).toBeVisible();
  await tileOf(page, "a.txt").getByRole("checkbox").check();
  await tileOf(page, "b.txt").getByRole("checkbox").check();
  await tileOf(page, "b.txt").dragTo(tree.getByRole("treeitem", { name: "Archive" }));
  await expect(grid.getByRole("row")).toHaveText([/c\.txt/]);
  await undo("2 things moved to Archive");
  await expect(grid.getByRole("row")).toHaveCount(3);

  await page.goto(`/${account.slug}/media?folder=${shoot}&view=list`);
  const rowOf = (name: string) => page.getByRole("table", { name: "Media" }).getByRole("row").filter({ hasText: name });
  await rowOf("c.txt").dragTo(page.getByRole("navigation", { name: "Folders above" }).getByText("Media"));
  await expect(rowOf("c.txt")).toHaveCount(0);
  await page.goto(`/${account.slug}/media?view=list`);
  await rowOf("c.txt").dragTo(rowOf("Archive"));
  await undo("c.txt moved to Archive");
  await expect(rowOf("c.txt")).toBeVisible();
  await expect(page.getByRole("region", { name: "Uploads" })).toHaveCount(0);
});

test("tags, fields and collections, for one and for many", async ({ context }) => {
  const { account, mira } = await makeStudio();
  const folderId = await putFiles(account, "Shoot", ["a.txt", "b.txt", "c.txt"]);
  const page = await openAs(context, mira, "settings");
  await page.getByRole("button", { name: "Add field" }).click();
  const adding = page.getByRole("dialog", { name: "Add a metadata field" });
  await adding.getByRole("textbox", { name: "Name" }).fill("Issue");
  await adding.getByText("Number").click();
  await adding.getByRole("button", { name: "Add field" }).click();
  await expect(page.getByRole("list", { name: "Metadata fields" }).getByText("Issue")).toBeVisible();

  await page.goto(`/${account.slug}/media?folder=${folderId}`);
  await linkOf(page, "a.txt").click();
  const inspector = page.getByRole("region", { name: "a.txt" });
  const issue = inspector.getByRole("textbox", { name: "Issue" });
  await issue.fill("many");
  await issue.press("Enter");
  await expect(inspector.getByText("Issue is a number.")).toBeVisible();
  await issue.fill("42");
  await issue.press("Enter");
  await expect(page.getByText("Issue saved")).toBeVisible();
  await inspector.getByRole("link", { name: "Close" }).click();
  await expect(inspector).toHaveCount(0);
  await page.keyboard.press("Control+a");
  await page.getByRole("button", { name: "Tag…" }).click();
  const tagging = page.getByRole("dialog", { name: "Tag 3 things" });
  await tagging.getByRole("combobox", { name: "Add tags" }).fill("press,");
  await tagging.getByRole("button", { name: "Change tags" }).click();
  await expect(tileOf(page, "b.txt")).toContainText("press");
  await page.getByRole("button", { name: "Tag…" }).click();
  await tagging.getByRole("combobox", { name: "Add tags" }).fill("pre");
  await expect(tagging.getByRole("option", { name: "press" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(tagging.getByRole("button", { name: "Remove press" })).toBeVisible();
  await tagging.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Collect…" }).click();
  const collecting = page.getByRole("dialog", { name: "Collect 3 things" });
  await collecting.getByRole("textbox", { name: "New collection" }).fill("Press kit");
  await collecting.getByRole("button", { name: "Make and add" }).click();
  await expect(page.getByText("3 things added to Press kit")).toBeVisible();

  await page.goto(`/${account.slug}/media`);
  await page.getByRole("link", { name: /Press kit/ }).click();
  await expect(page.getByRole("heading", { name: "Press kit" })).toBeVisible();
  await tileOf(page, "c.txt").getByRole("checkbox").check();
  await page.getByRole("button", { name: "Take out" }).click();
  await expect(tileOf(page, "c.txt")).toHaveCount(0);
  await page.goto(`/${account.slug}/media?folder=${folderId}&q=${encodeURIComponent("issue>=40 tag:press")}`);
  await expect(tileOf(page, "a.txt")).toBeVisible();
  await expect(tileOf(page, "b.txt")).toHaveCount(0);
});

test("who only looks finds nothing to change, by mouse or key", async ({ context }) => {
  const { account, sofia } = await makeStudio();
  const page = await openFolder(context, sofia, await putFiles(account, "Shoot", ["a.txt", "b.txt"]));
  for (const name of [/Upload/, /New folder/, /New collection/, "Share", "Trash"])
    await expect(page.getByRole("button", { name, exact: true })).toHaveCount(0);
  await expect(tileOf(page, "a.txt")).not.toHaveAttribute("draggable");
  await linkOf(page, "a.txt").focus();
  for (const key of ["F2", "m", "s", "Delete", "u", "n"]) await page.keyboard.press(key);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Control+a");
  const bar = page.getByRole("group", { name: "Selected rows" });
  await expect(bar.getByRole("button")).toHaveText([/Download/, /Clear selection/]);
  await tileOf(page, "b.txt").hover();
  await page.getByRole("button", { name: "Actions for b.txt" }).click();
  await expect(page.getByRole("menuitem")).toHaveText([/Look/, /Details/, /Download/]);
  await page.keyboard.press("Escape");
  await linkOf(page, "a.txt").click();
  const inspector = page.getByRole("region", { name: "a.txt" });
  await expect(inspector.getByRole("link", { name: "Versions" })).toBeVisible();
  await expect(inspector.getByRole("textbox")).toHaveCount(0);
  await expect(inspector.getByRole("link", { name: "Access" })).toHaveCount(0);
});

test("what is not shared exists nowhere for who sees only what is", async ({ context }) => {
  const { account, jonah } = await makeStudio();
  const shared = await putFiles(account, "Open shoot", ["open.txt"]);
  await putFiles(account, "Payroll", ["openly-secret.txt"]);
  await shareWith(jonah, shared);
  const page = await openAs(context, jonah, "media");
  await expect(page.getByRole("heading", { name: "Shared with me" })).toBeVisible();
  await expect(page.getByRole("treeitem")).toHaveText(["Open shoot"]);
  await expect(page.getByRole("grid").getByRole("row")).toHaveCount(1);
  await page.keyboard.press("/");
  await page.keyboard.type("open");
  await expect(page.getByRole("option").filter({ hasText: "open.txt" })).toBeVisible();
  await expect(page.getByRole("option").filter({ hasText: "secret" })).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(tileOf(page, "open.txt")).toBeVisible();
  await expect(page.getByText("secret")).toHaveCount(0);
});

test("a folder or collection that is not there is told before anything of it is drawn", async ({ context }) => {
  const { account, mira } = await makeStudio();
  const page = await openAs(context, mira, "media");
  for (const gone of ["folder=fld_gone", "folder=nonsense", "collection=col_gone"])
    expect((await page.request.get(`/${account.slug}/media?${gone}`)).status(), gone).toBe(404);
});

test("five thousand tiles are scrolled through with a few hundred nodes", async ({ context }) => {
  const { account, sofia } = await makeStudio();
  const names = Array.from({ length: 5000 }, (_, i) => `picture ${String(i + 1).padStart(4, "0")}.txt`);
  const page = await openFolder(context, sofia, await putFiles(account, "Many", names));
  const nodes = () => page.evaluate(() => document.querySelectorAll('[role="grid"] *').length);
  await expect(page.getByText("5,000 files")).toBeVisible();
  await expect.poll(nodes).toBeLessThan(400);
  // The end of what is there so far asks for more, until all has come.
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(linkOf(page, "picture 5000.txt")).toBeFocused({ timeout: 200 });
  }).toPass({ intervals: [0], timeout: 60_000 });
  expect(await nodes()).toBeLessThan(400);
});

test("everyone can use the library, its viewer and its dialogs", async ({ context }) => {
  const { account, lea } = await makeStudio();
  const page = await openFolder(context, lea, await putFiles(account, "Shoot", ["a.txt", "b.txt"]));
  await page.getByRole("link", { name: /a\.txt/ }).focus();
  await expectAccessible(page);
  await page.keyboard.press("Space");
  await expect(page.locator(".yarl__portal").getByText("a.txt").first()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.locator(".yarl__portal")).toHaveCount(0);
  await expect(linkOf(page, "a.txt")).toBeFocused();
  await page.keyboard.press("m");
  await expect(
    page
      .getByRole("dialog", { name: "Move a.txt" })
      .getByText("No folders in here.")
      .or(page.getByRole("button", { name: "Shoot" })),
  ).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await linkOf(page, "a.txt").click();
  await expect(page.getByRole("region", { name: "a.txt" })).toBeVisible();
  await expectAccessible(page);
});
