import http from "node:http";
import type { AddressInfo } from "node:net";
import { expectAccessible } from "../accessible";
import { expect, surroundings, test } from "../fixtures";
import { makePerson, shortName } from "../people";
import { startApp } from "../stack";
import { claimsOf, loginsOf } from "./ways";

const { E2E_DATABASE_URL, E2E_URL, E2E_ISSUER_URL } = surroundings;

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
    await expectAccessible(page);
    await page.getByRole("link", { name: "Sign in again" }).click();
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByRole("button", { name: "Mail me a link" }).click();
    await expect(page.getByRole("status")).toContainText("Look into your mailbox");
    expect(await loginsOf(person)).toEqual([]);
  });

  test("whose issuer cannot be reached or is slow says so at once, and works again with it", async ({ page }) => {
    let issuerDoes: "refuse" | "wait" | "answer" = "refuse";
    const issuer = http.createServer((request, response) => {
      if (issuerDoes === "refuse") request.socket.destroy();
      if (issuerDoes !== "answer") return;
      const { origin } = new URL(`http://${request.headers.host}`);
      const known = { issuer: origin, authorization_endpoint: `${origin}/authorize` };
      response.setHeader("Content-Type", "application/json").end(JSON.stringify(known));
    });
    await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
    const issuerUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
    const app = await startApp({ ...surroundings, E2E_ISSUER_URL: issuerUrl }, E2E_DATABASE_URL);
    try {
      await page.goto(`${app.url}/sign-in`);
      const begin = page.getByRole("button", { name: "Continue with Google" });
      for (const what of ["refuse", "wait"] as const) {
        issuerDoes = what;
        await begin.click();
        await expect(page.getByRole("alert").getByText("Google does not answer at the moment")).toBeVisible();
        await expect(page.getByLabel("E-mail")).toBeVisible();
        await page.reload();
      }
      issuerDoes = "answer";
      await begin.click();
      await page.waitForURL((url) => url.origin === issuerUrl && url.pathname === "/authorize");
    } finally {
      await app.stop();
      issuer.close().closeAllConnections();
    }
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
