import sharp from "sharp";
import { expectAccessible } from "../accessible";
import { expect, test } from "../fixtures";
import { openAs } from "../team";
import { linkOf, makeStudio, putFiles, tileOf } from "./studio";

// A picture that is still being made answers so, and a server that is busy puts an upload off for a moment.
test.use({ expectedComplaints: /404|503/ });

const picture = async (name: string, hue: number) => ({
  name,
  mimeType: "image/png",
  buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background: `hsl(${hue}, 60%, 50%)` } })
    .png()
    .toBuffer(),
});

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

test("things are dragged onto tiles, rows, the tree and the path, or copied, and taken back", async ({ context }) => {
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

  const place = (name: string) => page.getByRole("dialog", { name }).getByRole("button", { name: "Archive" });
  await page.getByRole("button", { name: "Actions for Shoot" }).click();
  await page.getByRole("menuitem", { name: "Copy to…" }).click();
  await expect(place("Copy Shoot")).toBeVisible();
  await page.getByRole("button", { name: "Copy to Media" }).click();
  await expect(rowOf("Shoot (2)")).toContainText("2 files");
  await undo("Shoot copied to Media");
  await expect(rowOf("Shoot (2)")).toHaveCount(0);
  await rowOf("c.txt").getByRole("checkbox").check();
  await rowOf("Shoot").getByRole("checkbox").check();
  await page.getByRole("button", { name: "Copy to…" }).click();
  await place("Copy 2 things").click();
  await page.getByRole("button", { name: "Copy to Archive" }).click();
  await expect(page.getByText("2 things copied to Archive")).toBeVisible();
  await page.getByRole("button", { name: "Clear selection" }).click();
  await rowOf("Archive").getByRole("link").click();
  await expect(rowOf("Shoot")).toBeVisible();
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
  await page.getByRole("button", { name: "Metadata…" }).click();
  const filling = page.getByRole("dialog", { name: "Metadata of 3 things" });
  const all = filling.getByRole("textbox", { name: "Issue" });
  await expect(all).toHaveAttribute("placeholder", "Several values");
  await all.fill("many");
  await filling.getByRole("button", { name: "Change metadata" }).click();
  await expect(filling.getByText("Issue is a number.")).toBeVisible();
  await expectAccessible(page);
  await all.fill("7");
  await filling.getByRole("button", { name: "Change metadata" }).click();
  await expect(page.getByText("Metadata of 3 things changed")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Taken back")).toBeVisible();
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
