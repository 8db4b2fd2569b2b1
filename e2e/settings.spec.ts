import { expectAccessible } from "./accessible";
import { expect, surroundings, test } from "./fixtures";
import { makePerson, type Person, shortName, signedIn, withDatabase } from "./people";
import { openAs } from "./team";

const { E2E_DATABASE_URL, E2E_URL } = surroundings;

const makeAdministrator = () => makePerson(E2E_DATABASE_URL, { role: "account_administrator", name: "Mira Okafor" });

const settingsOf = ({ account }: Person) => `/${account.slug}/settings`;

test("each card saves by itself, tells what follows, and takes it back", async ({ context, page }) => {
  const mira = await makeAdministrator();
  await signedIn(E2E_DATABASE_URL, E2E_URL, context, mira);
  await page.goto(settingsOf(mira));
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("Longest life of a key").selectOption("90 days");
  await page.getByRole("button", { name: "Save key policy" }).click();
  await expect(page.getByText("Key policy saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Longest life of a key")).toHaveValue("90");

  await page.getByLabel("Name", { exact: true }).fill("Northlight Films");
  await page.getByRole("button", { name: "Save account" }).click();
  await expect(page.getByText("Account saved")).toBeVisible();
  await expect(page.getByRole("button", { name: /Northlight Films/ })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Northlight Studio");
});

test("a policy that shuts oneself out is refused where it is wrong", async ({ context, page }) => {
  const mira = await makeAdministrator();
  await signedIn(E2E_DATABASE_URL, E2E_URL, context, mira);
  await page.goto(settingsOf(mira));
  await page.getByLabel("Allowed e-mail domains").fill("elsewhere.example,");
  await expect(page.getByText("1 person at example.com can no longer open this account")).toBeVisible();
  await page.getByRole("button", { name: "Save sign-in policy" }).click();
  await expect(page.getByText("Your own address is at another domain")).toBeVisible();
  await expectAccessible(page);
});

test("whoever falls short of the policy is out at once, and reads why", async ({ context, page, newPerson }) => {
  const mira = await makeAdministrator();
  const guest = await makePerson(E2E_DATABASE_URL, { account: mira.account, name: "Jonah Berg" });
  await withDatabase(E2E_DATABASE_URL, async (sql) => {
    await sql`update users set email = ${`jonah.${shortName()}@freelance.example`} where id = ${guest.userId}`;
  });
  const open = await openAs(await newPerson(), guest, "api-keys");

  await signedIn(E2E_DATABASE_URL, E2E_URL, context, mira);
  await page.goto(settingsOf(mira));
  await page.getByLabel("Allowed e-mail domains").fill("example.com,");
  await page.getByRole("button", { name: "Save sign-in policy" }).click();
  await expect(page.getByText("Sign-in policy saved")).toBeVisible();
  await expect(open.getByRole("heading", { name: "This account is open to other addresses only" })).toBeVisible();
});

test("a former address leads to the new one, and only its people", async ({ context, page, newPerson }) => {
  const mira = await makeAdministrator();
  const slug = `films-${shortName()}`;
  await signedIn(E2E_DATABASE_URL, E2E_URL, context, mira);
  await page.goto(settingsOf(mira));
  await page.getByLabel("Address", { exact: true }).fill(slug);
  await page.getByRole("button", { name: "Save account" }).click();
  await expect(page).toHaveURL(new RegExp(`/${slug}/settings$`));
  await page.goto(`/${mira.account.slug}/users`);
  await expect(page).toHaveURL(new RegExp(`/${slug}/users$`));

  const stranger = await newPerson();
  await signedIn(E2E_DATABASE_URL, E2E_URL, stranger, await makeAdministrator());
  const answer = await stranger.request.get(`/${mira.account.slug}/users`, { maxRedirects: 0 });
  expect(answer.status()).toBe(404);
});

test("an account is deleted by typing its name, and opens for nobody", async ({ context, page, newPerson }) => {
  const mira = await makeAdministrator();
  const guest = await makePerson(E2E_DATABASE_URL, { account: mira.account, name: "Jonah Berg" });
  const theirs = await newPerson();
  await signedIn(E2E_DATABASE_URL, E2E_URL, theirs, guest);
  await signedIn(E2E_DATABASE_URL, E2E_URL, context, mira);
  await page.goto(settingsOf(mira));
  await page.getByRole("button", { name: "Delete account" }).click();
  const question = page.getByRole("alertdialog");
  await expect(question.getByText("2 people are signed out at once, you among them.")).toBeVisible();
  await expect(question.getByRole("button", { name: "Delete account" })).toBeDisabled();
  await question.getByLabel(/to confirm/).fill("Northlight Studio");
  await expectAccessible(page);
  await question.getByRole("button", { name: "Delete account" }).click();
  await expect(page).toHaveURL(/\/signed-out$/);
  for (const request of [context.request, theirs.request]) {
    const answer = await request.get(`/${mira.account.slug}/api-keys`, { maxRedirects: 0 });
    expect(answer.headers().location).toMatch(/^\/sign-in/);
  }
});
