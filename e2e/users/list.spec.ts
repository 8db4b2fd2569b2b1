import fs from "node:fs";
import { expectAccessible } from "../accessible";
import { expect, surroundings, test } from "../fixtures";
import { makePerson, shortName, signedIn } from "../people";
import { makeTeam, openUsers, rowOf } from "../team";

const { E2E_DATABASE_URL, E2E_URL } = surroundings;

test.describe("the list", () => {
  test("is filtered, sorted and searched by its address", async ({ context }) => {
    const { mira } = await makeTeam();
    const page = await openUsers(context, mira);
    await expect(page.getByText("5 people")).toBeVisible();
    await expect(rowOf(page, "Mira Okafor").getByText("You")).toBeVisible();

    await page.getByRole("button", { name: "Permission" }).click();
    await page.getByRole("checkbox", { name: "Purge" }).check();
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/permission=purge/);
    await expect(rowOf(page, "Priya Nair")).toHaveCount(0);
    await expect(rowOf(page, "Ryo Ishikawa")).toBeVisible();

    await page.getByRole("link", { name: "Person" }).click();
    await expect(page).toHaveURL(/sort=name/);
    await page.getByRole("link", { name: "Person" }).click();
    await expect(page).toHaveURL(/sort=-name/);
    await expect(page.getByRole("row").nth(1)).toContainText("Tomás Brandt");

    await page.getByPlaceholder("Name or email").fill("kessler");
    await expect(page).toHaveURL(/q=kessler/);
    await expect(rowOf(page, "Ryo Ishikawa")).toHaveCount(0);
    await page.reload();
    await expect(rowOf(page, "Dana Kessler")).toBeVisible();
    await expect(page.getByPlaceholder("Name or email")).toHaveValue("kessler");

    await page.getByPlaceholder("Name or email").fill("nobody");
    await expect(page.getByText("No people match permission Purge and “nobody”")).toBeVisible();
    await page.getByRole("link", { name: "Clear filters" }).click();
    await expect(rowOf(page, "Priya Nair")).toBeVisible();

    await page.getByRole("button", { name: "View options" }).click();
    await page.getByRole("checkbox", { name: "Last active" }).uncheck();
    await expect(page).toHaveURL(/hide=last/);
    await page.reload();
    await expect(page.getByRole("columnheader", { name: "Access" })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "Last active" })).toHaveCount(0);
  });

  test("is accessible, also when nothing matches", async ({ context }) => {
    const { mira } = await makeTeam();
    const page = await openUsers(context, mira);
    await expectAccessible(page);
    await page.goto(`/${mira.account.slug}/users?role=media_library_full_access`);
    await expect(page.getByRole("link", { name: "Clear filters" })).toBeVisible();
    await expectAccessible(page);
  });

  test("is exported as it is filtered, and no cell runs as a formula", async ({ context }) => {
    const { mira, account } = await makeTeam();
    await makePerson(E2E_DATABASE_URL, { account, name: "=HYPERLINK(1)", role: "finance" });
    const page = await openUsers(context, mira);
    await page.getByRole("button", { name: "Role" }).click();
    await page.getByRole("checkbox", { name: "Finance" }).check();
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/role=finance/);
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export people as CSV" }).click();
    const text = fs.readFileSync(await (await downloading).path(), "utf8");
    expect(text).toContain("Priya Nair");
    expect(text).toContain("'=HYPERLINK(1)");
    expect(text).not.toContain("Dana Kessler");
  });

  test.describe("for whoever is no administrator", () => {
    test.use({ expectedComplaints: /status of 404/ });

    test("is not there", async ({ context, page }) => {
      const { dana } = await makeTeam();
      await signedIn(E2E_DATABASE_URL, E2E_URL, context, dana);
      expect((await page.goto(`/${dana.account.slug}/users`))?.status()).toBe(404);
      await expect(page.getByRole("table")).toHaveCount(0);
      await expect(page.getByRole("link", { name: "Users" })).toHaveCount(0);
    });
  });

  test("tells nothing of people in other accounts", async ({ context }) => {
    const [{ mira }, stranger] = [await makeTeam(), await makePerson(E2E_DATABASE_URL, { name: "Someone Else" })];
    for (const memberId of [stranger.memberId, `mem_${shortName()}`]) {
      const page = await openUsers(context, mira, { ...stranger, memberId });
      await expect(page.getByText("There is nobody at this address")).toBeVisible();
      await expect(page.getByText("Someone Else")).toHaveCount(0);
    }
  });
});

for (const opened of [false, true])
  test(`nothing moves while the page comes up${opened ? " with someone open" : ""}`, async ({ context }) => {
    const { mira, dana } = await makeTeam();
    await context.addInitScript(() => {
      const seen = globalThis as { shifts?: number };
      seen.shifts = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
          seen.shifts = (seen.shifts ?? 0) + entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    const page = await openUsers(context, mira, opened ? dana : undefined);
    expect(await page.evaluate(() => (globalThis as { shifts?: number }).shifts)).toBeLessThan(0.01);
  });
