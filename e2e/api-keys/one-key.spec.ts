import { expectAccessible } from "../accessible";
import { expect, surroundings, test } from "../fixtures";
import { withDatabase } from "../people";
import { giveKey, makeTeam, rowOf } from "../team";
import { ask, chooseAction, createKey, inspector, isCounted, openKeys, statusOf } from "./keys";

const { E2E_DATABASE_URL } = surroundings;

test.describe("one key", () => {
  test("is suspended, resumed and undone in between", async ({ context }) => {
    const { dana } = await makeTeam();
    const page = await openKeys(context, dana);
    const secret = await createKey(page, "Purge on publish", "purge-hook");
    await page.getByRole("link", { name: "purge-hook" }).click();
    await chooseAction(page, "purge-hook", "Suspend");
    await expect(statusOf(page, "purge-hook")).toHaveText("Suspended");
    expect((await ask(secret)).status).toBe(401);
    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect(statusOf(page, "purge-hook")).toHaveText("Active");
    expect((await ask(secret)).status).toBe(200);

    await chooseAction(page, "purge-hook", "Suspend");
    await page.getByRole("button", { name: "Resume" }).click();
    await expect(statusOf(page, "purge-hook")).toHaveText("Active");
  });

  test("that was never used is revoked by one question, one in use by its name", async ({ context }) => {
    const { dana, account } = await makeTeam();
    const page = await openKeys(context, dana);
    const unused = await createKey(page, "Upload only", "never-used");
    const busy = await createKey(page, "Upload only", "in-use");
    await page.getByRole("link", { name: "never-used" }).click();
    await chooseAction(page, "never-used", "Revoke…");
    const question = page.getByRole("alertdialog", { name: "Revoke never-used?" });
    await expect(question.getByText("It was never used.")).toBeVisible();
    await expect(question.getByRole("button", { name: "Cancel" })).toBeFocused();
    await question.getByRole("button", { name: "Revoke key" }).click();
    await expect(statusOf(page, "never-used")).toHaveText("Revoked");
    expect((await ask(unused)).status).toBe(401);

    await page.getByRole("link", { name: "in-use" }).click();
    await expect(inspector(page, "in-use").getByText("never used")).toBeVisible();
    await ask(busy);
    await expect.poll(() => isCounted(account, "in-use")).toBe(true);
    // The page was drawn before the request came; the question asks for the evidence of now.
    await chooseAction(page, "in-use", "Revoke…");
    const sure = page.getByRole("alertdialog", { name: "Revoke in-use?" });
    await expect(sure.getByText("GET /api/v1/me")).toBeVisible();
    await expectAccessible(page);
    await expect(sure.getByRole("button", { name: "Revoke key" })).toBeDisabled();
    await sure.getByLabel(/^Type in-use/).fill("in-use");
    await sure.getByRole("button", { name: "Revoke key" }).click();
    await expect(statusOf(page, "in-use")).toHaveText("Revoked");
    expect((await ask(busy)).status).toBe(401);
  });

  test("gives up in one click what it has not used, and gets it back", async ({ context }) => {
    const { dana, account } = await makeTeam();
    const id = await giveKey(dana, "ci-deploy", ["purge", "sources"]);
    await withDatabase(
      E2E_DATABASE_URL,
      (sql) => sql`update api_key_permissions set started_at = now() - interval '100 days'
        where account_id = ${account.id} and key_id = ${id}`,
    );
    const page = await openKeys(context, dana, `?key=${id}`);
    await expect(page.getByText("Sources not used in 90 days.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Narrow" }).click();
    await expect(page.getByText("ci-deploy keeps Purge")).toBeVisible();
    await expect(page.getByText("Sources not used in 90 days.")).toHaveCount(0);
    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect(rowOf(page, "ci-deploy")).toContainText("Sources, Purge");
  });

  test("is edited, saved and taken back; leaving unsaved asks", async ({ context }) => {
    const { dana } = await makeTeam();
    const id = await giveKey(dana, "ci-deploy", ["purge"]);
    const page = await openKeys(context, dana, `?key=${id}&tab=edit`);
    await page.getByLabel("Name", { exact: true }).fill("deployer");
    await page.getByRole("switch", { name: "Analytics" }).click();
    await page.getByText("30 days").click();
    await page.keyboard.press("Escape");
    const question = page.getByRole("alertdialog", { name: "Discard what you changed of ci-deploy?" });
    await question.getByRole("button", { name: "Cancel" }).click();
    await expect(question).toHaveCount(0);
    await page.keyboard.press("Control+Enter");
    await expect(rowOf(page, "deployer")).toContainText("Analytics, Purge");
    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect(rowOf(page, "ci-deploy")).toBeVisible();
    await inspector(page, "ci-deploy").getByRole("link", { name: "Power" }).click();
    await expect(page.getByRole("definition").filter({ hasText: "Never" })).toBeVisible();
  });

  for (const [tab, seen] of [
    ["use", "312 requests"],
    ["history", "Dana Kessler added Purge to the key."],
    ["edit", "Works until someone revokes it."],
  ] as const)
    test(`tells all on its tab ${tab}, accessibly`, async ({ context }) => {
      const { dana } = await makeTeam();
      const id = await giveKey(dana, "ci-deploy", ["purge"]);
      const page = await openKeys(context, dana, `?key=${id}&tab=${tab}`);
      await expect(page.getByText(seen)).toBeVisible();
      await expectAccessible(page);
    });
});
