import { expectAccessible } from "../accessible";
import { expect, surroundings, test } from "../fixtures";
import { shortName, withDatabase } from "../people";
import { giveKey, inspectorOf, makeTeam, openAs, openUsers, rowOf } from "../team";

const { E2E_DATABASE_URL } = surroundings;

test.describe("access", () => {
  test("is previewed, saved, felt by the other person, and taken back", async ({ context, newPerson }) => {
    const { mira, dana } = await makeTeam();
    await giveKey(dana, "ci-deploy", ["purge", "sources"]);
    const theirs = await openAs(await newPerson(), dana, "profile");
    const ability = theirs.getByText("Remove deleted or out-of-date assets from caches");
    await expect(ability).toBeVisible();

    const page = await openUsers(context, mira, dana);
    await page.getByRole("switch", { name: "Purge" }).click();
    await expect(page.getByText("Without Purge this is no longer the Developer role")).toBeVisible();
    await expect(page.getByText("Removed", { exact: true })).toBeVisible();
    await expect(page.getByText("1 API key changes too.")).toBeVisible();
    await expect(page.getByText("312 requests of the last 90 days would have failed")).toBeVisible();
    await expect(ability).toBeVisible();

    await page.keyboard.press("Control+Enter");
    await page.getByText("Dana loses Purge").hover(); // which keeps the message, and with it Undo
    await expect(ability).toHaveCount(0);
    await expect(rowOf(page, "Dana Kessler").getByText("Custom")).toBeVisible();

    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect(ability).toBeVisible();
    await expect(rowOf(page, "Dana Kessler").getByText("Developer")).toBeVisible();
    await expect(page.getByLabel("Start from role")).toHaveValue("developer");
  });

  test("that makes an administrator brings the page into the other person's menu", async ({ context, newPerson }) => {
    const { mira, dana } = await makeTeam();
    const theirs = await openAs(await newPerson(), dana, "profile");
    const page = await openUsers(context, mira, dana);
    await page.getByLabel("Start from role").selectOption("account_administrator");
    await expect(page.getByText("Included in Account Admin").first()).toBeVisible();
    await page.getByRole("button", { name: /^Save changes/ }).click();
    await expect(theirs.getByRole("link", { name: "Users" })).toBeVisible();
  });

  test("by a single permission can end by itself", async ({ context }) => {
    const { mira, dana } = await makeTeam();
    const page = await openUsers(context, mira, dana);
    await page.getByRole("switch", { name: "Billing" }).click();
    await page.getByRole("button", { name: /^Billing has no end/ }).click();
    await page.getByRole("button", { name: "7 days" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Save changes/ }).click();
    await expect(rowOf(page, "Dana Kessler").getByText("Developer plus 1")).toBeVisible();
    await page.reload();
    await expect(page.getByRole("button", { name: /^until / })).toBeVisible();
    await expectAccessible(page);
  });

  test("that is not saved is asked about before it is lost", async ({ context }) => {
    const { mira, dana } = await makeTeam();
    const page = await openUsers(context, mira, dana);
    await page.getByRole("switch", { name: "Analytics" }).click();
    await page.getByRole("link", { name: "Next", exact: true }).click();
    const question = page.getByRole("alertdialog", { name: /^Discard 1 change/ });
    await question.getByRole("button", { name: "Cancel" }).click();
    await expect(question).toHaveCount(0);
    await expect(page.getByRole("switch", { name: "Analytics" })).not.toBeChecked();

    await page.keyboard.press("j");
    await question.getByRole("button", { name: "Discard changes" }).click();
    await expect(inspectorOf(page, dana)).toHaveCount(0);
    await page.keyboard.press("k");
    await expect(page.getByRole("switch", { name: "Analytics" })).toBeChecked();
  });

  test("of one's own, and of the last administrator, is locked and says why", async ({ context }) => {
    const { mira, tomas, account } = await makeTeam();
    const page = await openUsers(context, mira, mira);
    await expect(page.getByText("This is you, and nobody changes their own access.")).toBeVisible();
    await expect(page.getByLabel("Start from role")).toBeDisabled();
    await expectAccessible(page);

    // Seen by somebody whose own administration will end: then the other one is the last who stays.
    await withDatabase(E2E_DATABASE_URL, async (sql) => {
      await sql`update role_assignments set ended_at = now(), ended_by = 'system', end_reason = 'test'
        where account_id = ${account.id} and member_id = ${mira.memberId}`;
      await sql`insert into permission_grants (account_id, id, member_id, permission, expires_at, started_by)
        values (${account.id}, ${`grt_${shortName()}`}, ${mira.memberId}, 'account_admin', now() + interval '1 day', 'system')`;
    });
    await page.goto(`/${account.slug}/users?user=${tomas.memberId}`);
    await expect(page.getByText("is the last administrator")).toBeVisible();
    await expect(page.getByLabel("Start from role")).toBeDisabled();
  });

  test("shows groups, keys, activity and sessions on tabs of their own", async ({ context }) => {
    const { mira, dana } = await makeTeam();
    await giveKey(dana, "ci-deploy", ["purge"]);
    const page = await openUsers(context, mira, dana);
    await inspectorOf(page, dana)
      .getByRole("link", { name: /^API keys/ })
      .click();
    await expect(page.getByText("Can use Purge")).toBeVisible();
  });

  for (const tab of ["groups", "keys", "activity", "sessions"])
    test(`has an accessible tab of ${tab}`, async ({ context }) => {
      const { mira, dana } = await makeTeam();
      await giveKey(dana, "ci-deploy", ["purge"]);
      await expectAccessible(await openUsers(context, mira, dana, tab));
    });
});
