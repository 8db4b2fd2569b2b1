import { expectAccessible } from "../accessible";
import { expect, surroundings, test } from "../fixtures";
import { withDatabase } from "../people";
import { giveKey, makeTeam, openUsers, rowOf } from "../team";
import {
  ask,
  chooseAction,
  copySecret,
  createButton,
  createDialog,
  createKey,
  finish,
  inspector,
  openKeys,
  revealDialog,
} from "./keys";

const { E2E_DATABASE_URL } = surroundings;

test("a new key is copied, used at once, listed as used, and its old secret stops when said", async ({ context }) => {
  const { dana } = await makeTeam();
  const page = await openKeys(context, dana);
  await expect(page.getByText("No API keys yet")).toBeVisible();

  await createButton(page).click();
  await createDialog(page).getByRole("button", { name: "CI deploys" }).click();
  await expect(createDialog(page).getByRole("switch", { name: "Sources" })).toBeChecked();
  await expect(createDialog(page).getByText("Touch media, analytics, billing, or people")).toBeVisible();
  await createDialog(page).getByRole("button", { name: "Create key" }).click();
  const first = await copySecret(page);
  expect(first).toMatch(/^apk_[0-9A-Za-z]{36}$/);

  await expect(page.getByText("Waiting for the first request")).toBeVisible();
  const answer = await ask(first);
  expect(await answer.json()).toMatchObject({ name: "CI deploys", effective_permissions: ["sources", "purge"] });
  await expect(page.getByText("The key works")).toBeVisible();

  await revealDialog(page).getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("alert").getByText("Store it first")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(revealDialog(page)).toBeVisible();
  await finish(page);
  await expect(rowOf(page, "CI deploys").getByText("GET /api/v1/me")).toBeVisible();
  expect(await page.content()).not.toContain(first);

  await page.getByRole("link", { name: "CI deploys" }).click();
  await expect(inspector(page, "CI deploys")).toBeVisible();
  await chooseAction(page, "CI deploys", "Rotate…");
  await page.getByText("15 minutes").click();
  await page.getByRole("button", { name: /^Rotate key/ }).click();
  const second = await copySecret(page);
  await finish(page);
  expect((await ask(first)).status).toBe(200);
  expect((await ask(second)).status).toBe(200);
  await expect(page.getByText("One replaces the other")).toBeVisible();

  await withDatabase(
    E2E_DATABASE_URL,
    (sql) =>
      sql`update api_keys set expires_at = now() where owner_id = ${dana.memberId} and prefix = ${first.slice(0, 10)}`,
  );
  expect((await ask(first)).status).toBe(401);

  await page.goto(`/${dana.account.slug}/api-keys?status=active`);
  await page.getByRole("link", { name: "CI deploys" }).click();
  await chooseAction(page, "CI deploys", "Rotate…");
  await page.getByText("At once").click();
  await page.getByRole("button", { name: /^Rotate key/ }).click();
  const third = await copySecret(page);
  expect((await ask(second)).status).toBe(401);
  expect((await ask(third)).status).toBe(200);
});

test.describe("an answer that gets lost", () => {
  test.use({ expectedComplaints: /ERR_CONNECTION_RESET/ });

  test("a form that is sent twice, or again after a lost answer, makes one key", async ({ context }) => {
    const { dana } = await makeTeam();
    const page = await openKeys(context, dana);
    await createButton(page).click();
    await createDialog(page).getByRole("button", { name: "CI deploys" }).click();
    let lost = 0;
    await page.route(`**/${dana.account.slug}/api-keys**`, async (route) => {
      if (route.request().method() !== "POST" || lost === 2) return route.continue();
      await route.fetch(); // the server does it, and nobody hears of it
      await route.abort("connectionreset");
      lost++;
    });
    const press = createDialog(page).getByRole("button", { name: "Create key" });
    await press.evaluate((button: HTMLButtonElement) => {
      button.click();
      button.click();
    });
    await expect.poll(() => lost).toBe(2);
    await expect(createDialog(page).getByText("No answer came from the server")).toBeVisible();
    await press.click();
    const secret = await copySecret(page);
    await finish(page);
    expect((await ask(secret)).status).toBe(200);
    await expect(page.getByRole("link", { name: "CI deploys" })).toHaveCount(1);
  });
});

test("a secret that nobody stored yet is not lost by closing the window", async ({ context }) => {
  const { dana } = await makeTeam();
  const page = await openKeys(context, dana);
  await createButton(page).click();
  await createDialog(page).getByRole("button", { name: "Read analytics" }).click();
  await page.keyboard.press("Control+Enter");
  await copySecret(page);
  const [question] = await Promise.all([page.waitForEvent("dialog"), page.close({ runBeforeUnload: true })]);
  expect(question.type()).toBe("beforeunload");
  await question.dismiss();
  await finish(page);
});

test("a permission sleeps while its owner lacks it, and wakes", async ({ context, newPerson }) => {
  const { dana, mira } = await makeTeam();
  const page = await openKeys(context, dana);
  const secret = await createKey(page, "CI deploys", "ci-deploy");
  await page.getByRole("link", { name: "ci-deploy" }).click();
  const shown = inspector(page, "ci-deploy");
  await expect(shown.getByText("Remove deleted or out-of-date assets from caches")).toBeVisible();

  const theirs = await openUsers(await newPerson(), mira, dana);
  await theirs.getByLabel("Start from role").selectOption("finance");
  await theirs.getByRole("button", { name: /^Save changes/ }).click();
  const because = "Mira Okafor changed Dana Kessler's role from Developer to Finance.";
  await expect(shown.getByText(because).first()).toBeVisible();
  await expect(rowOf(page, "ci-deploy").getByText("2 dormant")).toBeVisible();
  expect(await (await ask(secret)).json()).toMatchObject({
    effective_permissions: [],
    dormant_permissions: [{ permission: "sources" }, { permission: "purge", reason: because }],
  });
  await expectAccessible(page);

  await theirs.getByLabel("Start from role").selectOption("developer");
  await theirs.getByRole("button", { name: /^Save changes/ }).click();
  await expect(rowOf(page, "ci-deploy").getByText("2 dormant")).toHaveCount(0);
  await shown.getByRole("link", { name: "History" }).click();
  await expect(shown.getByText("− Purge")).toBeVisible();
  await expect(shown.getByText("+ Purge")).toHaveCount(2);
  expect(await (await ask(secret)).json()).toMatchObject({ effective_permissions: ["sources", "purge"] });
});

test.describe("the form", () => {
  test("locks what its maker lacks and what the account does not allow, and says why", async ({ context }) => {
    const { dana, account } = await makeTeam();
    await withDatabase(E2E_DATABASE_URL, (sql) => sql`update accounts set key_days = 30 where id = ${account.id}`);
    const page = await openKeys(context, dana);
    await createButton(page).click();
    const dialog = createDialog(page);
    await expect(dialog.getByText("Billing, Account Admin")).toBeVisible();
    await expect(dialog.getByText("You don't have these, so the key can't either")).toBeVisible();
    await expect(dialog.getByRole("switch", { name: "Billing" })).toHaveCount(0);
    await expect(dialog.getByRole("radio", { name: "90 days" })).toBeDisabled();
    await expect(dialog.getByRole("radio", { name: "Never" })).toBeDisabled();
    await expect(dialog.getByRole("radio", { name: "30 days" })).toBeChecked();
    await expect(dialog.getByText(/This account's keys end by .* at the latest/)).toBeVisible();

    await page.keyboard.press("Control+Enter");
    await expect(dialog.getByText("Give the key a name.")).toBeVisible();
    await dialog.getByText("Limit by IP address, source and rate").click();
    await dialog.getByLabel("IP addresses and ranges").fill("300.0.0.1,");
    await expect(dialog.getByText("300.0.0.1 is no IP address or range.")).toBeVisible();
    await expectAccessible(page);
  });

  test("makes keys for some addresses only; a refused first request is told as that", async ({ context }) => {
    const { dana } = await makeTeam();
    const page = await openKeys(context, dana);
    await createButton(page).click();
    const dialog = createDialog(page);
    await dialog.getByLabel("Name", { exact: true }).fill("office");
    await dialog.getByText("Limit by IP address, source and rate").click();
    await dialog.getByLabel("IP addresses and ranges").fill("203.0.113.0/24,");
    await dialog.getByLabel("Requests a minute").fill("60");
    await expect(dialog.getByText("Only from 1 range, at most 60 times a minute")).toBeVisible();
    await dialog.getByRole("button", { name: "Create key" }).click();
    const secret = await copySecret(page);
    expect((await ask(secret)).status).toBe(403);
    await expect(page.getByText("A request was refused")).toBeVisible();
    await expectAccessible(page);
    await finish(page);
    await page.getByRole("link", { name: "office" }).click();
    await expect(inspector(page, "office").getByText("203.0.113.0/24")).toBeVisible();
  });

  test("is locked while the plan's keys are all in use", async ({ context }) => {
    const { dana, account } = await makeTeam();
    await giveKey(dana, "ci-deploy", ["purge"]);
    await withDatabase(E2E_DATABASE_URL, (sql) => sql`update accounts set key_limit = 1 where id = ${account.id}`);
    const page = await openKeys(context, dana);
    await expect(page.getByText("1 of 1 keys in use")).toBeVisible();
    await expect(page.getByText("The one API key of this account is in use.")).toBeVisible();
    await expect(createButton(page)).toBeDisabled();
    await expectAccessible(page);
  });
});

test("everything is done from the keyboard alone, and the focus comes back", async ({ context }) => {
  const { dana } = await makeTeam();
  const page = await openKeys(context, dana);
  await page.keyboard.press("c");
  await expect(createDialog(page).getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type("staging");
  await createDialog(page).getByRole("switch", { name: "Purge" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await copySecret(page);
  await expectAccessible(page);
  await revealDialog(page).getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect(revealDialog(page)).toHaveCount(0);
  await expect(createButton(page)).toBeFocused();

  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(inspector(page, "staging")).toBeVisible();
  await page.keyboard.press("r");
  await expect(page.getByRole("dialog", { name: "Rotate staging" })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");
  await copySecret(page);
  await revealDialog(page).getByRole("checkbox").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Actions for staging" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(inspector(page, "staging")).toHaveCount(0);
});
