import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, linkIn, mailTo, surroundings, test } from "./fixtures";
import type { Visit } from "./issuer";
import { makeAccount, makePerson, type Person, shortName, signedIn, withDatabase } from "./people";

const { E2E_DATABASE_URL, E2E_URL, E2E_ISSUER_URL } = surroundings;

const askForLink = async (page: Page, email: string, next = "") => {
  await page.goto(`/sign-in${next && `?next=${encodeURIComponent(next)}`}`);
  await page.getByLabel("E-mail").fill(email);
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByRole("status")).toContainText("Look into your mailbox");
};

const claimsOf = ({ email }: Person, rest: Partial<Visit["claims"]> = {}) => ({
  sub: shortName(),
  email,
  email_verified: true,
  name: "Dana Kessler",
  ...rest,
});

const loginsOf = ({ userId }: Person) =>
  withDatabase(
    E2E_DATABASE_URL,
    (sql) => sql`select subject, issuer from logins where user_id = ${userId} and ended_at is null`,
  );

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

test.describe("with Google", () => {
  test("asks at the first time, then knows the person whatever address they have", async ({ page, visitIssuerAs }) => {
    const person = await makePerson(E2E_DATABASE_URL);
    const claims = claimsOf(person);
    await visitIssuerAs({ claims });
    await page.goto(`/sign-in?next=/${person.account.slug}/profile`);
    await page.getByRole("button", { name: "Continue with Google" }).click();
    await expect(page.getByRole("heading", { name: "Use this Google account from now on?" })).toBeVisible();
    await expect(page.getByText(person.email)).toBeVisible();
    expect(await loginsOf(person)).toEqual([]);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Use this Google account" }).click();
    await expect(page).toHaveURL(`/${person.account.slug}/profile`);
    expect(await loginsOf(person)).toEqual([{ subject: claims.sub, issuer: E2E_ISSUER_URL }]);

    await page.context().clearCookies({ domain: new URL(E2E_URL).hostname, name: /aperture/ });
    await visitIssuerAs({ claims: { ...claims, email: "renamed@elsewhere.example", email_verified: false } });
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Continue with Google" }).click();
    await expect(page).toHaveURL(new RegExp(`/${person.account.slug}/`));
  });

  for (const [how, change] of [
    ["an unverified address", { email_verified: false }],
    ["an address verified in words", { email_verified: "true" as unknown as boolean }],
    ["no word on whether it is verified", { email_verified: undefined }],
    ["a stranger's address", { email: `stranger.${shortName()}@example.com` }],
  ] as const)
    test(`links nobody by ${how}, and tells nobody more`, async ({ page, visitIssuerAs }) => {
      const person = await makePerson(E2E_DATABASE_URL);
      await visitIssuerAs({ claims: claimsOf(person, change) });
      await page.goto("/sign-in");
      await page.getByRole("button", { name: "Continue with Google" }).click();
      await expect(page.getByRole("heading", { name: "This Google account opens nothing here" })).toBeVisible();
      await expectAccessible(page);
      expect(await loginsOf(person)).toEqual([]);
    });

  for (const [how, change, forgery] of [
    ["signed by nobody", {}, "unsigned"],
    ["signed with a key of somebody else's", {}, "foreign-key"],
    ["for another application", { aud: "somebody-else" }, undefined],
    ["by another issuer", { iss: "https://evil.example" }, undefined],
    ["with a wrong nonce", { nonce: "0123456789" }, undefined],
    ["that is old", { iat: 1_600_000_000, exp: 1_600_003_600 }, undefined],
  ] as const)
    test(`refuses a token ${how}`, async ({ page, visitIssuerAs }) => {
      const person = await makePerson(E2E_DATABASE_URL);
      await visitIssuerAs({ claims: claimsOf(person, change), forgery });
      await page.goto("/sign-in");
      await page.getByRole("button", { name: "Continue with Google" }).click();
      await expect(page.getByRole("heading", { name: "Signing in did not work" })).toBeVisible();
      await expectAccessible(page);
      await page.goto("/");
      await expect(page).toHaveURL("/sign-in");
      expect(await loginsOf(person)).toEqual([]);
    });

  test("that stops answering half-way says so, and a mailed link signs in as before", async ({
    page,
    visitIssuerAs,
  }) => {
    const person = await makePerson(E2E_DATABASE_URL);
    await visitIssuerAs({ claims: claimsOf(person), down: true });
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Continue with Google" }).click();
    await expect(page.getByRole("heading", { name: "Signing in did not work" })).toBeVisible();
    await page.getByRole("link", { name: "Sign in again" }).click();
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByRole("button", { name: "Mail me a link" }).click();
    await expect(page.getByRole("status")).toContainText("Look into your mailbox");
    expect(await loginsOf(person)).toEqual([]);
  });

  test("refuses an answer that was stolen, changed or is used again", async ({ page, visitIssuerAs, newPerson }) => {
    const person = await makePerson(E2E_DATABASE_URL);
    await visitIssuerAs({ claims: claimsOf(person) });
    let callback = "";
    await page.route(`${E2E_ISSUER_URL}/authorize?*`, async (route) => {
      callback = (await route.fetch({ maxRedirects: 0 })).headers().location ?? "";
      await route.abort();
    });
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Continue with Google" }).click();
    await expect.poll(() => callback).toContain("code=");

    const thief = await (await newPerson()).newPage();
    await thief.goto(callback);
    await expect(thief.getByRole("heading", { name: "Signing in did not work" })).toBeVisible();

    const changed = new URL(callback);
    changed.searchParams.set("state", "x".repeat(43));
    await page.goto(changed.href);
    await expect(page.getByRole("heading", { name: "Signing in did not work" })).toBeVisible();
    await page.goto(callback);
    await expect(page.getByRole("heading", { name: "Use this Google account from now on?" })).toBeVisible();
    await page.goto(callback);
    await expect(page.getByRole("heading", { name: "Signing in did not work" })).toBeVisible();
  });

  test("a confirmation is this browser's alone", async ({ page, visitIssuerAs, newPerson }) => {
    const person = await makePerson(E2E_DATABASE_URL);
    await visitIssuerAs({ claims: claimsOf(person) });
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Continue with Google" }).click();
    await expect(page).toHaveURL("/sign-in/google");
    const stranger = await (await newPerson()).newPage();
    await stranger.goto("/sign-in/google");
    await expect(stranger).toHaveURL("/sign-in");
  });
});

test.describe("the doors around it", () => {
  test("only the one address of next-auth is open", async ({ request }) => {
    for (const path of [
      "session",
      "csrf",
      "providers",
      "signin",
      "signin/google",
      "signout",
      "callback/email",
      "error",
    ])
      expect((await request.get(`/api/auth/${path}`)).status(), path).toBe(404);
    expect((await request.post("/api/auth/callback/google")).status()).toBe(405);
  });

  test("no address of the query leads away", async ({ page }) => {
    const person = await makePerson(E2E_DATABASE_URL);
    await askForLink(page, person.email, "//evil.example/x");
    await page.goto(linkIn(await mailTo(person.email)));
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(new RegExp(`${E2E_URL}/${person.account.slug}/`));
    for (const next of ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example"]) {
      await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
      expect(page.url().startsWith(E2E_URL)).toBe(true);
    }
  });

  test("a mailed link names our own address, whatever the request claims", async ({ page }) => {
    const person = await makePerson(E2E_DATABASE_URL);
    await page.setExtraHTTPHeaders({
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      forwarded: "host=evil.example",
    });
    await askForLink(page, person.email);
    expect(linkIn(await mailTo(person.email))).toMatch(new RegExp(`^${E2E_URL}/sign-in/link/[\\w-]{43}$`));
  });

  test("signing out ends the session at the server and tells the browser to forget", async ({ page, context }) => {
    const person = await makePerson(E2E_DATABASE_URL);
    await askForLink(page, person.email);
    await page.goto(linkIn(await mailTo(person.email)));
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(new RegExp(`/${person.account.slug}/`));
    const [session] = (await context.cookies()).filter(({ name }) => name === "aperture.session");
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });

    await page.goto("/accounts");
    const answered = page.waitForResponse((response) => response.url().endsWith("/sign-out"));
    await page.getByRole("button", { name: "Sign out" }).click();
    expect(await (await answered).headerValue("clear-site-data")).toContain('"cache"');
    await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
    await expectAccessible(page);

    if (session) await context.addCookies([session]);
    await page.goto(`/${person.account.slug}`);
    await expect(page).toHaveURL(/\/sign-in\?next=/);
  });

  test("nobody is signed out by another site's form", async ({ request }) => {
    for (const origin of ["https://evil.example", "null", undefined])
      expect((await request.post("/sign-out", { headers: origin ? { origin } : {} })).status()).toBe(403);
  });

  test("no demo sign-in stands outside the demo", async ({ page, request }) => {
    await page.goto("/sign-in");
    await expect(page.getByRole("button", { name: "Continue with Google" })).toBeVisible();
    await expect(page.getByText("Mira Okafor")).toHaveCount(0);
    await expectAccessible(page);
    expect((await request.get("/outbox")).status()).toBe(404);
  });
});

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
