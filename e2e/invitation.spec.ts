import { createHash, randomBytes } from "node:crypto";
import { expectAccessible } from "./accessible";
import { expect, linkIn, mailTo, surroundings, test } from "./fixtures";
import { makePerson, type Person, shortName, signedIn, withDatabase } from "./people";

const { E2E_DATABASE_URL, E2E_URL } = surroundings;

/** An invitation by an administrator, and the link that was mailed or copied. */
async function invite({
  delivery = "mail" as "mail" | "copy",
  email = `sam.${shortName()}@example.com`,
  name = "",
} = {}) {
  const inviter = await makePerson(E2E_DATABASE_URL, { role: "account_administrator", name: "Mira Okafor" });
  const token = randomBytes(32).toString("base64url");
  const id = `inv_${shortName()}`;
  await withDatabase(E2E_DATABASE_URL, async (sql) => {
    await sql`insert into invitations (account_id, id, email, name, built_in_role, permissions, expires_at, started_by)
      values (${inviter.account.id}, ${id}, ${email}, ${name}, 'developer', '{billing}', now() + interval '7 days', ${inviter.memberId})`;
    await sql`insert into invitation_links (account_id, id, invitation_id, token_hash, delivery, expires_at, started_by)
      values (${inviter.account.id}, ${`inl_${shortName()}`}, ${id}, ${createHash("sha256").update(token).digest("hex")},
        ${delivery}, now() + interval '7 days', ${inviter.memberId})`;
  });
  return { inviter, email, link: `/invite/${token}` };
}

const memberships = ({ account }: Person, email: string) =>
  withDatabase(
    E2E_DATABASE_URL,
    (sql) => sql`select name from members where account_id = ${account.id} and email = ${email}`,
  );

test("says who, to what and with which access, and lets someone new in by the mailed link", async ({ page }) => {
  const { inviter, email, link } = await invite();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Mira Okafor invites you to Northlight Studio" })).toBeVisible();
  for (const fact of [email, "Developer and Billing", "Purge:"])
    await expect(page.getByText(fact).first()).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("Your name").fill("Sam Odell");
  await page.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(page).toHaveURL(new RegExp(`^${E2E_URL}/${inviter.account.slug}/`));
  expect(await memberships(inviter, email)).toEqual([{ name: "Sam Odell" }]);

  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This invitation is no longer open" })).toBeVisible();
  await expectAccessible(page);
});

test("a copied link proves nothing: the person signs in first", async ({ page }) => {
  const { inviter, email, link } = await invite({ delivery: "copy" });
  await page.goto(link);
  await expect(page.getByRole("button", { name: "Accept the invitation" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: `Mail a link to ${email}` }).click();
  await expect(page.getByText("Look into your mailbox")).toBeVisible();
  await page.goto(linkIn(await mailTo(email)));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(link);
  await page.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(page).toHaveURL(new RegExp(`/${inviter.account.slug}/`));
});

test("Google with the same address accepts", async ({ page, visitIssuerAs }) => {
  const { inviter, email, link } = await invite({ delivery: "copy" });
  await visitIssuerAs({ claims: { sub: shortName(), email, email_verified: true, name: "Sam Odell" } });
  await page.goto(link);
  await page.getByRole("button", { name: "Continue with Google" }).click();
  await page.getByRole("button", { name: "Use this Google account" }).click();
  await expect(page).toHaveURL(link);
  await page.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(page).toHaveURL(new RegExp(`/${inviter.account.slug}/`));
  expect(await memberships(inviter, email)).toEqual([{ name: "Sam Odell" }]);
});

test("someone else who is signed in is told so, and can sign out", async ({ page, context }) => {
  const { inviter, email, link } = await invite();
  await signedIn(E2E_DATABASE_URL, E2E_URL, context, await makePerson(E2E_DATABASE_URL));
  await page.goto(link);
  await expect(page.getByText(`the invitation is for ${email}`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Accept the invitation" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
  await page.goto(link);
  await page.getByRole("button", { name: "Accept the invitation" }).click();
  await expect(page).toHaveURL(new RegExp(`/${inviter.account.slug}/`));
});

test("a link that never was looks like one that is over", async ({ page }) => {
  await page.goto(`/invite/${"x".repeat(43)}`);
  await expect(page.getByRole("heading", { name: "This invitation is no longer open" })).toBeVisible();
});
