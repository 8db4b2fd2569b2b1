import { expectAccessible } from "../accessible";
import { expect, test } from "../fixtures";
import { openAs } from "../team";
import { scrollThrough } from "./frames";
import { linkOf, makeStudio, openFolder, putFiles, shareWith, tileOf, trashFirst } from "./studio";

// A picture that is still being made answers so, and a server that is busy puts an upload off for a moment.
test.use({ expectedComplaints: /404|503/ });

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

test("five thousand tiles are scrolled through with a few hundred nodes", async ({ context }, info) => {
  const { account, sofia } = await makeStudio();
  const names = Array.from({ length: 5000 }, (_, i) => `picture ${String(i + 1).padStart(4, "0")}.txt`);
  const many = await putFiles(account, "Many", names);
  const page = await openFolder(context, sofia, many);
  const nodes = () => page.evaluate(() => document.querySelectorAll('[role="grid"] *').length);
  await expect(page.getByText("5,000 files")).toBeVisible();
  await expect.poll(nodes).toBeLessThan(400);
  // The end of what is there so far asks for more, until all has come.
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(linkOf(page, "picture 5000.txt")).toBeFocused({ timeout: 200 });
  }).toPass({ intervals: [0], timeout: 60_000 });
  expect(await nodes()).toBeLessThan(400);

  const last = linkOf(page, "picture 5000.txt");
  const inspector = page.getByRole("region", { name: "picture 5000.txt" });
  const close = inspector.getByRole("link", { name: "Close" });
  await last.click();
  await expect(inspector).toBeVisible();
  await expect(last).toBeInViewport();
  await close.click();
  await expect(inspector).toHaveCount(0);
  await expect(last).toBeInViewport();
  /** The tiles take their new places a moment after the window has its new size, and End before that leads elsewhere. */
  const goToEndAt = async (width: number, height: number) => {
    await page.setViewportSize({ width, height });
    await expect(async () => {
      await page.keyboard.press("End");
      await expect(last).toBeInViewport({ timeout: 200 });
    }).toPass({ intervals: [0], timeout: 30_000 });
  };
  // Here the item covers the list.
  await goToEndAt(800, 900);
  await last.click();
  await expect(inspector).toBeVisible();
  await close.click();
  await expect(last).toBeInViewport();

  // By keys: a pointer would scroll up to most of what leads away.
  const goToProfile = async () => {
    for (const key of "gi") await page.keyboard.press(key);
    await expect(page.getByRole("heading", { name: "Profile", level: 1 })).toBeVisible();
  };
  for (const [width, height] of [
    [1280, 720],
    [390, 844],
  ] as const) {
    await goToEndAt(width, height);
    for (const key of "gm") await page.keyboard.press(key);
    await expect(tileOf(page, "Many")).toBeInViewport();
    await page.goBack();
    await expect(last).toBeInViewport();
    await goToProfile();
    await page.goBack();
    await expect(last).toBeInViewport();
  }
  await goToProfile();
  const refreshed = page.waitForResponse(/profile\?_rsc/);
  await trashFirst(account, many, 100);
  await refreshed;
  await page.goBack();
  await expect(last).toBeInViewport();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", "4900");
  await expect(last).toBeInViewport();

  const frames = await scrollThrough(page);
  expect(frames.nodes).toBeLessThan(400);
  // How long they took depends on what else the machine does: told, not judged.
  info.annotations.push({ type: "frames", description: JSON.stringify(frames) });
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
