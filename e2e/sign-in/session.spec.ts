import { expectAccessible } from "../accessible";
import { expect, surroundings, test } from "../fixtures";
import { makePerson, signedIn, withDatabase } from "../people";
import { claimsOf } from "./ways";

const { E2E_DATABASE_URL, E2E_URL } = surroundings;

test.describe("a session", () => {
  for (const [how, change] of [
    ["after 14 days without use", "last_used_at = now() - interval '14 days'"],
    ["after 30 days in all", "expires_at = now()"],
    ["when it is ended", "ended_at = now()"],
  ])
    test(`is over ${how}, by the database's clock`, async ({ page, context }) => {
      const person = await makePerson(E2E_DATABASE_URL);
      await signedIn(E2E_DATABASE_URL, E2E_URL, context, person);
      await page.goto("/accounts");
      await expect(page.getByText(person.email)).toBeVisible();
      await withDatabase(E2E_DATABASE_URL, (sql) =>
        sql.unsafe(`update sessions set ${change} where user_id = '${person.userId}'`),
      );
      await page.goto("/accounts");
      await expect(page).toHaveURL("/sign-in");
    });

  test("by e-mail does not open an account that wants Google, and one by Google does", async ({
    page,
    context,
    visitIssuerAs,
  }) => {
    const person = await makePerson(E2E_DATABASE_URL);
    await withDatabase(
      E2E_DATABASE_URL,
      (sql) => sql`update accounts set google_only = true where id = ${person.account.id}`,
    );
    await signedIn(E2E_DATABASE_URL, E2E_URL, context, person);
    await page.goto(`/${person.account.slug}/profile`);
    await expect(page.getByRole("heading", { name: "This account is open to sign-in with Google only" })).toBeVisible();
    await expectAccessible(page);
    await visitIssuerAs({ claims: claimsOf(person) });
    await page.getByRole("button", { name: "Continue with Google" }).click();
    await page.getByRole("button", { name: "Use this Google account" }).click();
    await expect(page).toHaveURL(`/${person.account.slug}/profile`);
    await expect(page.getByRole("heading", { name: "Profile" })).toBeVisible();
  });

  test("that is older than the account allows, or of another domain, opens it no more", async ({ page, context }) => {
    const person = await makePerson(E2E_DATABASE_URL);
    await signedIn(E2E_DATABASE_URL, E2E_URL, context, person);
    const { id, slug } = person.account;
    await withDatabase(E2E_DATABASE_URL, async (sql) => {
      await sql`update accounts set session_hours = 8 where id = ${id}`;
      await sql`update sessions set started_at = now() - interval '8 hours 1 minute' where user_id = ${person.userId}`;
    });
    await page.goto(`/${slug}`);
    await expect(page.getByRole("heading", { name: "Sign in again" })).toBeVisible();
    await expect(page.getByRole("button", { name: `Mail a link to ${person.email}` })).toBeVisible();
    await expectAccessible(page);
    await withDatabase(
      E2E_DATABASE_URL,
      (sql) => sql`update accounts set session_hours = null, email_domains = '{northlight.studio}' where id = ${id}`,
    );
    await page.goto(`/${slug}`);
    await expect(page.getByRole("heading", { name: "This account is open to other addresses only" })).toBeVisible();
  });
});
