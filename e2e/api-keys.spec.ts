import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, surroundings, test } from "./fixtures";
import { type Person, withDatabase } from "./people";
import { giveKey, makeTeam, openAs, openUsers, rowOf } from "./team";

const { E2E_DATABASE_URL, E2E_URL } = surroundings;

async function openKeys(context: BrowserContext, reader: Person, query = ""): Promise<Page> {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await openAs(context, reader, `api-keys${query}`);
  await expect(page.getByRole("heading", { name: "API keys", level: 1 })).toBeVisible();
  return page;
}

/** A program that holds the key. */
const ask = (secret: string) => fetch(`${E2E_URL}/api/v1/me`, { headers: { Authorization: `Bearer ${secret}` } });

/** Requests are counted a moment after they are answered. */
const isCounted = ({ id }: Person["account"], name: string) =>
  withDatabase(E2E_DATABASE_URL, async (sql) => {
    const uses = await sql`select from api_key_uses u join api_keys k on k.account_id = u.account_id and k.id = u.key_id
      where k.account_id = ${id} and k.name = ${name}`;
    return uses.length > 0;
  });

const createButton = (page: Page) => page.getByRole("button", { name: "Create key" }).first();
const createDialog = (page: Page) => page.getByRole("dialog", { name: "Create an API key" });
const revealDialog = (page: Page) => page.getByRole("dialog", { name: "Copy your key now" });
const inspector = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

const statusOf = (page: Page, name: string) => rowOf(page, name).getByRole("cell").last();

/** Copies the secret as a person does and answers it. */
async function copySecret(page: Page): Promise<string> {
  await expect(revealDialog(page)).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

async function finish(page: Page) {
  await revealDialog(page).getByRole("checkbox").check();
  await revealDialog(page).getByRole("button", { name: "Done" }).click();
  await expect(revealDialog(page)).toHaveCount(0);
}

/** Creates a key from a template and answers its secret; the list is open again afterwards. */
async function createKey(page: Page, template: string, name: string): Promise<string> {
  await createButton(page).click();
  await createDialog(page).getByRole("button", { name: template }).click();
  await createDialog(page).getByLabel("Name", { exact: true }).fill(name);
  await page.keyboard.press("Control+Enter");
  const secret = await copySecret(page);
  await finish(page);
  return secret;
}

async function chooseAction(page: Page, key: string, action: string) {
  await page.getByRole("button", { name: `Actions for ${key}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

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
    await expect(page.getByText("The plan's one key is in use.")).toBeVisible();
    await expect(createButton(page)).toBeDisabled();
    await expectAccessible(page);
  });
});

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

test("the page without keys is accessible", async ({ context }) => {
  const { dana } = await makeTeam();
  await expectAccessible(await openKeys(context, dana));
});

test("the reference of the API is public and accessible", async ({ page }) => {
  test.slow(); // a long page
  await page.goto("/docs/api");
  await expect(page.getByRole("heading", { name: "Rotate an API key" })).toBeVisible();
  await expectAccessible(page);
});
