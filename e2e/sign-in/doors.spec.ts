import { expectAccessible } from "../accessible";
import { expect, linkIn, mailTo, surroundings, test } from "../fixtures";
import { makePerson } from "../people";
import { askForLink } from "./ways";

const { E2E_DATABASE_URL, E2E_URL } = surroundings;

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
