import type { Page } from "@playwright/test";
import { expectAccessible } from "../accessible";
import { expect, surroundings, test } from "../fixtures";
import { makePerson } from "../people";
import { openAs } from "../team";
import { linkOf, makeStudio, openFolder, putFiles, shareWith } from "./studio";

// What may not be looked at answers so.
test.use({ expectedComplaints: /404/ });

/** They lie over the foot of a dialog on a narrow screen, for ten seconds. */
async function dismissMessages(page: Page) {
  const dismiss = page.getByRole("button", { name: "Dismiss" });
  while ((await dismiss.count()) > 0) await dismiss.first().click();
}

const NAMES = ["hero.txt", "launch.txt", "plan.txt", "press.txt", "trailer.txt"];

test("Léa shares five files at once with the keyboard alone, and takes back exactly what she did", async ({
  context,
}) => {
  const { account, lea } = await makeStudio();
  const page = await openFolder(context, lea, await putFiles(account, "Shoot", NAMES));
  const dialog = page.getByRole("dialog");
  const row = (name: string) => dialog.getByRole("listitem").filter({ hasText: name });
  const take = async (name: string) => {
    await page.keyboard.type(name.slice(0, 4).toLowerCase());
    await expect(dialog.getByRole("option", { name })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("button", { name: `Remove ${name}`, exact: true })).toBeVisible();
  };
  await linkOf(page, "hero.txt").focus();
  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByText("2 selected")).toBeVisible();
  await page.keyboard.press("s");
  await expect(page.getByRole("dialog", { name: "Share 2 things" })).toBeVisible();
  await expect(dialog.getByRole("combobox", { name: "Person or group" })).toBeFocused();
  await take("Jonah Whitfield");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Jonah Whitfield can view 2 things")).toBeVisible();
  await expect(row("Jonah Whitfield")).toContainText("View on all 2");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);

  await dismissMessages(page);
  await linkOf(page, "hero.txt").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("s");
  await expect(row("Jonah Whitfield")).toContainText("View on 2 of 5");
  await expectAccessible(page);
  const level = dialog.getByLabel("Level of Jonah Whitfield");
  await level.focus();
  await page.keyboard.press("c");
  await expect(page.getByText("Jonah Whitfield can contribute 5 things")).toBeVisible();
  await expect(row("Jonah Whitfield")).toContainText("Contribute on all 5");
  await expect(level).toBeFocused();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(row("Jonah Whitfield")).toContainText("View on 2 of 5");

  await dialog.getByRole("combobox", { name: "Person or group" }).focus();
  await take("Sofia Almeida");
  await dialog.getByLabel("When it ends for those who are added").selectOption("7");
  await dialog.getByRole("button", { name: "Share", exact: true }).press("Enter");
  await expect(row("Sofia Almeida")).toContainText(/Sees it by role.*until/);
  await dialog.getByRole("button", { name: "Remove Jonah Whitfield from all" }).press("Enter");
  await expect(page.getByText("2 things no longer shared with Jonah Whitfield")).toBeVisible();
  await expect(row("Jonah Whitfield")).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(row("Jonah Whitfield")).toContainText("View on 2 of 5");
  await dialog.getByRole("button", { name: "Done" }).press("Enter");
  await expect(dialog).toHaveCount(0);
  await dismissMessages(page);
  await linkOf(page, "hero.txt").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("s");
  await expect(row("Sofia Almeida")).toContainText("View on all 5");
  await expectAccessible(page);
});

test("Jonah shares what he manages, is told what he cannot, and looks at it as the guest sees it", async ({
  context,
}) => {
  const { account, jonah } = await makeStudio();
  const role = "media_library_restricted_access";
  const noor = await makePerson(surroundings.E2E_DATABASE_URL, { account, name: "Noor Haddad", role });
  const shoot = await putFiles(account, "Shoot", NAMES);
  const brand = await putFiles(account, "Brand", ["logo.txt"]);
  await shareWith(jonah, shoot, "manage");
  await shareWith(jonah, brand, "view");
  const page = await openAs(context, jonah, "media");
  await linkOf(page, "Brand").focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("group", { name: "Selected rows" }).getByRole("button", { name: "Share" }).press("Enter");
  const many = page.getByRole("dialog", { name: "Share 2 things" });
  await expect(many.getByText("Not shared: Brand.")).toBeVisible();
  await expectAccessible(page);
  await many.getByRole("combobox", { name: "Person or group" }).fill("noor");
  await many.getByRole("option", { name: "Noor Haddad" }).click();
  await many.getByRole("button", { name: "Share", exact: true }).click();
  await expect(page.getByText("Noor Haddad can view Shoot")).toBeVisible();
  await expect(many.getByRole("combobox", { name: "Person or group" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(many).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(page.getByText("2 selected")).toHaveCount(0);

  await linkOf(page, "Shoot").press("Enter");
  await expect(page.getByRole("heading", { name: "Shoot" })).toBeVisible();
  await page.getByRole("button", { name: "New folder" }).press("Enter");
  await page.getByRole("textbox", { name: "Name" }).fill("Stills");
  await page.keyboard.press("Enter");
  await expect(linkOf(page, "Stills")).toBeVisible();
  await dismissMessages(page);
  await page.getByRole("button", { name: "Share", exact: true }).press("Enter");
  await page.getByRole("button", { name: "Preview as guest" }).press("Enter");
  await expect(page.getByRole("dialog", { name: "Preview Shoot" })).toBeVisible();
  await expect(page.getByRole("searchbox", { name: "Through whose eyes" })).toBeFocused();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Look as Noor Haddad" }).press("Enter");

  await expect(page.getByText("You look at this as Noor Haddad sees it.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Shoot" })).toBeVisible();
  const seen = page.getByRole("list", { name: "What they see in Shoot" });
  await expect(seen.getByRole("listitem")).toHaveCount(NAMES.length + 1);
  await expect(page.getByText("Not: Share media")).toBeAttached();
  await expectAccessible(page);
  await seen.getByRole("link", { name: /hero.txt/ }).press("Enter");
  await expect(page.getByRole("heading", { name: "hero.txt" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Shoot", exact: true }).press("Enter");
  await seen.getByRole("link", { name: /Stills/ }).press("Enter");
  await expect(page.getByText("Nothing lies here yet")).toBeVisible();
  await page.getByRole("link", { name: "Back" }).press("Enter");
  await expect(page).toHaveURL(/media\?folder=/);

  const answer = await page.goto(`/${account.slug}/media/preview?as=${noor.memberId}&folder=${brand}`);
  expect(answer?.status()).toBe(404);
});
