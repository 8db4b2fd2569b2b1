import { expectAccessible } from "../accessible";
import { expect, surroundings, test } from "../fixtures";
import { withDatabase } from "../people";
import { giveKey, makeTeam, rowOf } from "../team";
import { inspector, openKeys, statusOf } from "./keys";

const { E2E_DATABASE_URL } = surroundings;

test.describe("the list", () => {
  test("shows administrators every key and everyone else their own", async ({ context, newPerson }) => {
    const { mira, dana, ryo } = await makeTeam();
    const [own, foreign] = [await giveKey(dana, "ci-deploy", ["purge"]), await giveKey(ryo, "staging", ["sources"])];
    const page = await openKeys(context, dana);
    await expect(rowOf(page, "ci-deploy")).toBeVisible();
    await expect(rowOf(page, "staging")).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Owner" })).toHaveCount(0);
    await page.goto(`/${dana.account.slug}/api-keys?key=${foreign}`);
    await expect(page.getByText("There is no key at this address")).toBeVisible();
    await expect(page.getByText("Ryo Ishikawa")).toHaveCount(0);

    const theirs = await openKeys(await newPerson(), mira, `?key=${own}`);
    await expect(inspector(theirs, "ci-deploy")).toBeVisible();
    await theirs.keyboard.press("Escape");
    await theirs.getByRole("button", { name: "Owner" }).click();
    await theirs.getByRole("checkbox", { name: "Ryo Ishikawa" }).check();
    await theirs.keyboard.press("Escape");
    await expect(rowOf(theirs, "ci-deploy")).toHaveCount(0);
    await expect(rowOf(theirs, "staging")).toBeVisible();
  });

  test("is searched, filtered and sorted by its address", async ({ context }) => {
    const { dana } = await makeTeam();
    await giveKey(dana, "ci-deploy", ["purge"]);
    await giveKey(dana, "figures", ["analytics"]);
    const page = await openKeys(context, dana);
    await page.getByRole("button", { name: "Permission" }).click();
    await page.getByRole("checkbox", { name: "Purge" }).check();
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/permission=purge/);
    await expect(rowOf(page, "figures")).toHaveCount(0);
    await page.getByPlaceholder("Name, prefix or owner").fill("nothing");
    await expect(page.getByText("No keys match")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Clear filters" }).click();
    await expect(rowOf(page, "figures")).toBeVisible();
    await page.getByRole("link", { name: "Name" }).click();
    await expect(page).toHaveURL(/sort=name/);
    await expect(page.getByRole("row").nth(2)).toContainText("figures");
  });

  test("names the keys of people who are suspended or gone as such", async ({ context }) => {
    const { mira, dana, ryo, account } = await makeTeam();
    await giveKey(dana, "ci-deploy", ["purge"]);
    await giveKey(ryo, "staging", ["sources"]);
    await withDatabase(E2E_DATABASE_URL, async (sql) => {
      await sql`insert into suspensions (account_id, id, member_id, started_by)
        values (${account.id}, ${`sus_${dana.memberId.slice(4)}`}, ${dana.memberId}, 'system')`;
      await sql`update members set ended_at = now(), ended_by = 'system', end_reason = 'removed'
        where account_id = ${account.id} and id = ${ryo.memberId}`;
    });
    const page = await openKeys(context, mira);
    await expect(statusOf(page, "ci-deploy")).toHaveText("Owner suspended");
    await expect(statusOf(page, "staging")).toHaveText("Owner removed");
    await page.getByRole("link", { name: "staging" }).click();
    await expect(page.getByText("Ended when its owner was removed.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Actions for staging" })).toHaveCount(0);
  });
});

test("the page without keys is accessible", async ({ context }) => {
  const { dana } = await makeTeam();
  await expectAccessible(await openKeys(context, dana));
});
