import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, surroundings, test } from "./fixtures";
import { makePerson, type Person, shortName, signedIn, withDatabase } from "./people";

const { E2E_DATABASE_URL, E2E_URL } = surroundings;

test.use({ expectedComplaints: /404 \(Not Found\)/ });

/** What the account's library has in the caches. */
async function cache({ account }: Person, ...paths: string[]) {
  await withDatabase(E2E_DATABASE_URL, async (sql) => {
    for (const path of paths)
      await sql`insert into cached_renders (account_id, server, key, source_id, path, bytes, tags)
        select account_id, 'srv_e2e', ${shortName()}, id, ${path}, 1000, '{launch}' from sources where account_id = ${account.id}`;
  });
}

const rows = (page: Page) => page.getByRole("region", { name: "Sorted lines" }).getByRole("listitem");

test("a developer pastes lines, sees what they reach, purges, and sees them fresh, by keyboard alone", async ({
  context,
  page,
}) => {
  test.slow();
  const dana = await makePerson(E2E_DATABASE_URL);
  const { slug } = dana.account;
  await cache(dana, "press/hero.jpg", "press/hero.jpg", "press/team.jpg");
  await signedIn(E2E_DATABASE_URL, E2E_URL, context, dana);
  await page.goto(`/${slug}/purge`);
  await expect(page.getByText("Nothing has been purged yet")).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("Addresses, one a line").focus();
  await page.keyboard.insertText(
    [
      `${E2E_URL}/i/${slug}/press/hero.jpg?w=800`,
      "press/hero.jpg",
      "https://elsewhere.example/hero.jpg",
      `/i/${slug}/press/te*`,
    ].join("\n"),
  );
  await expect(page.getByText("2 ready · 1 not ours · 1 duplicate · 3 cached results")).toBeVisible();
  await expect(rows(page).nth(0)).toContainText("None of your sources is delivered at elsewhere.example.");
  await expect(rows(page).nth(1)).toContainText("2 cached");
  await expect(rows(page).nth(3)).toContainText("Same as line 1");
  await expectAccessible(page);

  await page.keyboard.press("ControlOrMeta+Enter");
  const opened = page.getByRole("region", { name: "2 lines" });
  await expect(opened.getByText("3 cached results")).toBeVisible();
  await expect(opened.getByText("Fresh", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(opened.getByText(/→ fresh/)).toHaveCount(2);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(opened).toHaveCount(0);
  await expect(page.getByLabel("Addresses, one a line")).toHaveValue("");
  await expect(page.getByText("2 of 20,000 lines today").first()).toBeVisible();
  await expect(page.getByRole("row", { name: /press\/hero\.jpg\?w=800 and 1 more/ })).toContainText(dana.name);
});

test("tags, whole sources and one address: each is asked for in its own way", async ({ context, page }) => {
  test.slow();
  const dana = await makePerson(E2E_DATABASE_URL);
  const { slug } = dana.account;
  await cache(dana, "press/hero.jpg", "press/team.jpg");
  await signedIn(E2E_DATABASE_URL, E2E_URL, context, dana);
  await page.goto(`/${slug}/purge?lines=tag:launch`);
  await expect(page.getByText("1 ready · 2 cached results")).toBeVisible();
  await page.getByLabel("Reason").fill("New retouch");
  await page.getByRole("button", { name: "Purge 1 line" }).click();
  const opened = page.getByRole("region", { name: "Tag launch" });
  await expect(opened.getByText("New retouch")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(opened).toHaveCount(0);

  await page.getByLabel("Address", { exact: true }).fill(`/i/${slug}/press/hero.jpg`);
  await page.getByRole("button", { name: "Check address" }).click();
  await expect(page.getByText("1 variant cached, the oldest made")).toBeVisible();

  await page.getByRole("button", { name: "Source or prefix" }).click();
  const panel = page.getByRole("dialog", { name: "Source or prefix" });
  await expectAccessible(page);
  await panel.getByRole("button", { name: "Add line" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Purge 1 line" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question.getByRole("button", { name: "Purge everything" })).toBeDisabled();
  await question.getByLabel(/to confirm/).fill("Media library");
  await expectAccessible(page);
  await question.getByRole("button", { name: "Purge everything" }).click();
  await expect(page.getByRole("region", { name: "Everything of Media library" })).toBeVisible();
});

test("the CDN in front is set up once; its credentials are never shown again", async ({ context, page }) => {
  test.slow();
  const dana = await makePerson(E2E_DATABASE_URL);
  await signedIn(E2E_DATABASE_URL, E2E_URL, context, dana);
  await page.goto(`/${dana.account.slug}/purge`);
  await page.getByRole("button", { name: "Set up forwarding" }).click();
  const dialog = page.getByRole("dialog", { name: "Forward purges to the CDN" });
  await dialog.getByLabel("Value of header 1").fill("Bearer t0p-secret");
  await expectAccessible(page);
  await dialog.getByLabel("Body").fill('{"everything": true}');
  await expect(dialog.getByText("The address or the body must name what is purged")).toBeVisible();
  await dialog.getByRole("button", { name: "Save forwarding" }).click();
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("Body").fill('{"prefixes": {{prefixes}}}');
  // Nothing answers on this port of the machine itself, and no hook reaches it anyway.
  await dialog.getByLabel("Address").fill("http://127.0.0.1:9/purge");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Authorization, Content-Type")).toBeVisible();
  expect(await page.content()).not.toContain("t0p-secret");

  await page.getByLabel("Addresses, one a line").fill("press/hero.jpg");
  await page.getByRole("button", { name: "Purge 1 line" }).click();
  const opened = page.getByRole("region", { name: "press/hero.jpg" });
  await expect(opened.getByText("The CDN in front does not know yet.")).toBeVisible({ timeout: 30_000 });
  await expect(opened.getByText("Fresh", { exact: true })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
});

test("whoever may not purge has no such page", async ({ context, page }) => {
  const sofia = await makePerson(E2E_DATABASE_URL, { role: "media_library_view_only_access", name: "Sofia Marchetti" });
  await signedIn(E2E_DATABASE_URL, E2E_URL, context, sofia);
  await page.goto(`/${sofia.account.slug}/purge`);
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Purge" })).toHaveCount(0);
});
