import { expectAccessible } from "../accessible";
import { expect, linkIn, mailTo, surroundings, test } from "../fixtures";
import { makeAccount, makePerson, shortName, withDatabase } from "../people";
import { askForLink } from "./ways";

const { E2E_DATABASE_URL } = surroundings;

test.describe("by a mailed link", () => {
  test("leads to the page that was asked for", async ({ page }) => {
    const person = await makePerson(E2E_DATABASE_URL);
    const asked = `/${person.account.slug}/profile`;
    await page.goto(asked);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
    await askForLink(page, person.email.toUpperCase(), asked);

    const mail = await mailTo(person.email);
    expect(mail.to).toEqual([person.email]);
    await page.goto(linkIn(mail));
    await expectAccessible(page);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(asked);

    await page.goto(linkIn(mail));
    await expect(page.getByRole("heading", { name: "This link is no longer good" })).toBeVisible();
  });

  test("works without scripts", async ({ newPerson }) => {
    const person = await makePerson(E2E_DATABASE_URL);
    const page = await (await newPerson({ javaScriptEnabled: false })).newPage();
    await askForLink(page, person.email);
    await page.goto(linkIn(await mailTo(person.email)));
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(new RegExp(`/${person.account.slug}/`));
  });

  test("is of no use to a scanner, nor in another browser", async ({ page, newPerson, request }) => {
    const person = await makePerson(E2E_DATABASE_URL);
    await askForLink(page, person.email);
    const link = linkIn(await mailTo(person.email));
    for (let i = 0; i < 3; i++) expect((await request.get(link)).status()).toBe(200);
    expect((await request.head(link)).status()).toBe(200);

    const stranger = await (await newPerson()).newPage();
    await stranger.goto(link);
    await expect(stranger.getByRole("heading", { name: "This is another browser" })).toBeVisible();
    await expectAccessible(stranger);

    await page.goto(link);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(new RegExp(`/${person.account.slug}/`));
  });

  test("answers an unknown address in the same words", async ({ page }) => {
    const person = await makePerson(E2E_DATABASE_URL);
    const answers: string[] = [];
    for (const email of [person.email, `nobody.${shortName()}@example.com`]) {
      await askForLink(page, email);
      answers.push((await page.getByRole("status").innerText()).replace(email, "…"));
    }
    expect(answers[0]).toBe(answers[1]);
  });

  test("says what is wrong with an address, and how long to wait", async ({ page }) => {
    for (const bad of ["dana", "dana@example.com, eve@example.com", "dana@exam﹫ple.com", '"a b"@example.com']) {
      await page.goto("/sign-in");
      await page.getByLabel("E-mail").fill(bad);
      await page.getByRole("button", { name: "Mail me a link" }).click();
      await expect(page.getByText("This is not an e-mail address")).toBeVisible();
      await expect(page.getByLabel("E-mail")).toHaveValue(bad);
    }
    const email = `nobody.${shortName()}@example.com`;
    for (let i = 0; i < 5; i++) await askForLink(page, email);
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByRole("button", { name: "Mail me a link" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "Ask again in" })).toBeVisible();
  });
});

test("someone invited who signs in without the link is shown the invitation", async ({ page }) => {
  const email = `sam.${shortName()}@example.com`;
  const account = await makeAccount(E2E_DATABASE_URL, "Harbour Press");
  await withDatabase(
    E2E_DATABASE_URL,
    (sql) => sql`insert into invitations (account_id, id, email, built_in_role, expires_at, started_by)
      values (${account.id}, ${`inv_${shortName()}`}, ${email}, 'finance', now() + interval '7 days', 'system')`,
  );
  await askForLink(page, email);
  await page.goto(linkIn(await mailTo(email)));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "You are invited" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: /to Harbour Press$/ }).click();
  await page.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(page).toHaveURL(new RegExp(`/${account.slug}/`));
});
