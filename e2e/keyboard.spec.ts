import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { shortName } from "./people";
import { inspectorOf, makeTeam, openAs, openUsers, rowOf } from "./team";

/** Where the focus is can be seen: something outlines it, its row or its field. */
async function expectVisibleFocus(page: Page) {
  const isSeen = () => {
    for (let element = document.activeElement; element && element !== document.body; element = element.parentElement) {
      const marks = [element, element.firstElementChild].flatMap((each) => {
        if (!each) return [];
        return ["", "::before", "::after"].map((part) => getComputedStyle(each, part || undefined));
      });
      if (marks.some(({ outlineStyle, boxShadow }) => outlineStyle !== "none" || boxShadow !== "none")) return true;
    }
    return false;
  };
  await expect.poll(() => page.evaluate(isSeen)).toBe(true);
}

/** Tab by Tab to the control, as a person would who has no mouse. */
async function tabTo(page: Page, name: RegExp, key = "Tab") {
  const nameOfFocus = () =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      const label = element?.labels?.[0]?.textContent ?? element?.getAttribute("aria-label") ?? element?.textContent;
      return label ?? "";
    });
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key);
    if (name.test(await nameOfFocus())) return expectVisibleFocus(page);
  }
  throw new Error(`No Tab leads to ${name}.`);
}

test("goes to the list, moves in it, opens and closes, and the focus comes back", async ({ context }) => {
  const { mira, dana } = await makeTeam();
  const page = await openAs(context, mira, "profile");
  await page.keyboard.press("g");
  await page.keyboard.press("u");
  await expect(page).toHaveURL(/\/users$/);
  await expect(rowOf(page, "Dana Kessler")).toBeVisible();

  await page.keyboard.press("j");
  await expect(rowOf(page, "Dana Kessler")).toBeFocused();
  await expectVisibleFocus(page);
  await page.keyboard.press("Enter");
  await expect(inspectorOf(page, dana)).toBeVisible();
  await page.keyboard.press("j");
  await expect(inspectorOf(page, mira)).toBeVisible();
  await page.keyboard.press("k");
  await expect(inspectorOf(page, dana)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(inspectorOf(page, dana)).toHaveCount(0);
  await expect(rowOf(page, "Dana Kessler")).toBeFocused();
});

test("finds and filters", async ({ context }) => {
  const { mira } = await makeTeam();
  const page = await openUsers(context, mira);
  await expect(rowOf(page, "Dana Kessler")).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByPlaceholder("Name or email")).toBeFocused();
  await page.keyboard.type("priya");
  await expect(rowOf(page, "Dana Kessler")).toHaveCount(0);
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect(rowOf(page, "Dana Kessler")).toBeVisible();
  await tabTo(page, /^Role/);
  await page.keyboard.press("Enter");
  const finance = page.getByRole("checkbox", { name: "Finance" });
  await expect(finance).toBeVisible();
  await finance.press("Space");
  await expect(page).toHaveURL(/role=finance/);
});

test("changes what someone may do, saves and takes it back", async ({ context }) => {
  const { mira } = await makeTeam();
  const page = await openUsers(context, mira);
  await page.keyboard.press("j");
  await page.keyboard.press("e");
  await expect(page.getByRole("switch", { name: "Billing" })).toBeVisible();
  await page.keyboard.press("e");
  await expect(page.getByLabel("Start from role")).toBeFocused();
  await expectVisibleFocus(page);
  await tabTo(page, /^Billing$/);
  await page.keyboard.press("Space");
  await expect(page.getByText("added by you")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Dana gains Billing")).toBeVisible();
  await expect(rowOf(page, "Dana Kessler").getByText("Developer plus 1")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(rowOf(page, "Dana Kessler").getByText("Developer", { exact: true })).toBeVisible();
});

test("moves the library's level with the arrows", async ({ context }) => {
  const { mira, dana } = await makeTeam();
  const page = await openUsers(context, mira, dana);
  await page.getByRole("radio", { name: "Edit" }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("radio", { name: "Browse" })).toBeChecked();
  await expect(page.getByText("Without Media Edit this is no longer the Developer role")).toBeVisible();
});

test("selects a range and suspends it", async ({ context }) => {
  const { mira } = await makeTeam();
  const page = await openUsers(context, mira);
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  for (let i = 0; i < 3; i++) await page.keyboard.press("j");
  await page.keyboard.press("Shift+X");
  await expect(page.getByText("4 selected")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("4 selected")).toHaveCount(0);
  await page.keyboard.press("x");
  await tabTo(page, /^Suspend$/, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("1 person suspended")).toBeVisible();
});

test("invites and comes back to where it was", async ({ context }) => {
  const { mira } = await makeTeam();
  const email = `ann.${shortName()}@example.com`;
  const page = await openUsers(context, mira);
  await page.keyboard.press("i");
  await expect(page.getByLabel("E-mail addresses")).toBeFocused();
  await page.keyboard.type(email);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("button", { name: "Done" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Invite people" })).toBeFocused();
  await expect(rowOf(page, email)).toBeVisible();
});
