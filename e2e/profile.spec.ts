import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, surroundings, test } from "./fixtures";
import { makePerson, type Person, withDatabase } from "./people";
import { openAs } from "./team";

const { E2E_DATABASE_URL } = surroundings;

async function openProfile(context: BrowserContext, person: Person): Promise<Page> {
  const page = await openAs(context, person, "profile");
  await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
  return page;
}

test("tells who one is, what one may do and why", async ({ context }) => {
  const page = await openProfile(context, await makePerson(E2E_DATABASE_URL, { role: "finance" }));
  const access = page.getByRole("heading", { name: "Your access" }).locator("xpath=ancestor::section[1]");
  await expect(access.getByText("Finance").first()).toBeVisible();
  await expect(access.getByText("See traffic and bandwidth of images")).toBeVisible();
  await expect(access.getByText("from role Finance").first()).toBeVisible();
  await expectAccessible(page);
});

test("a new name and zone stand everywhere at once", async ({ context }) => {
  const person = await makePerson(E2E_DATABASE_URL);
  const page = await openProfile(context, person);
  await page.getByLabel("Name").fill("Dana K. Kessler");
  await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await page.getByRole("button", { name: "Save profile" }).click();
  await expect(page.getByText("Profile saved")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Dana K\. Kessler/ })).toBeVisible();
  const [row] = await withDatabase(
    E2E_DATABASE_URL,
    (sql) => sql`select name, time_zone from members where id = ${person.memberId}`,
  );
  expect(row).toEqual({ name: "Dana K. Kessler", time_zone: "Asia/Tokyo" });
});

test("the theme and the shortcuts are kept", async ({ context }) => {
  const page = await openProfile(context, await makePerson(E2E_DATABASE_URL));
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  const saved = page.waitForResponse((answer) => answer.request().method() === "POST");
  await page.getByRole("switch", { name: "Single-key shortcuts" }).click();
  await saved; // leaving a page ends the requests that it has under way
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("switch", { name: "Single-key shortcuts" })).not.toBeChecked();
});

test("a session that is ended is out of its open page within a second", async ({ context, newPerson }) => {
  const person = await makePerson(E2E_DATABASE_URL);
  const elsewhere = await openProfile(await newPerson(), person);
  const page = await openProfile(context, person);
  await page.getByRole("button", { name: "End all others" }).click();
  await expect(page.getByText("1 session ended")).toBeVisible();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await expect(page.getByText("This browser", { exact: true })).toBeVisible();
});

test("whoever leaves the account is out, and the last administrator cannot", async ({ context, newPerson }) => {
  const person = await makePerson(E2E_DATABASE_URL);
  const page = await openProfile(context, person);
  await page.getByRole("button", { name: /^Leave / }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Leave account" }).click();
  await expect(page.getByRole("heading", { name: "No account is open to you" })).toBeVisible();
  await expectAccessible(page);

  const administrator = await makePerson(E2E_DATABASE_URL, { role: "account_administrator" });
  const theirs = await openProfile(await newPerson(), administrator);
  await theirs.getByRole("button", { name: /^Leave / }).click();
  await theirs.getByRole("alertdialog").getByRole("button", { name: "Leave account" }).click();
  await expect(theirs.getByText("Make someone else an administrator first.")).toBeVisible();
});
