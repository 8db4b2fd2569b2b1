import { expectAccessible } from "./accessible";
import { expect, linkIn, mailTo, test } from "./fixtures";
import { shortName } from "./people";

test("the one-time link makes the first account, once", async ({ emptyApp, newPerson }) => {
  const { person, setupLink = "", url } = emptyApp;
  const page = await person.newPage();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "This server is not set up yet" })).toBeVisible();
  await expectAccessible(page);

  await page.goto(setupLink);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create the account" }).click();
  for (const sentence of ["The account needs a name.", "A name is expected.", "This is not an e-mail address"])
    await expect(page.getByText(sentence)).toBeVisible();
  await expectAccessible(page);

  const email = `mira.${shortName()}@example.com`;
  await page.getByLabel("Account").fill("Northlight & Søhne");
  await expect(page.getByLabel("Address")).toHaveValue("northlight-s-hne");
  await page.getByLabel("Address").fill("api");
  await page.getByLabel("Your name").fill("Mira Okafor");
  await page.getByLabel("Your e-mail").fill(email);
  await page.getByRole("button", { name: "Create the account" }).click();
  await expect(page.getByText("This address is used by Aperture itself.")).toBeVisible();
  await expect(page.getByLabel("Account")).toHaveValue("Northlight & Søhne");
  await expect(page.getByLabel("Your name")).toHaveValue("Mira Okafor");
  await page.getByLabel("Address").fill("northlight");
  await page.getByRole("button", { name: "Create the account" }).click();
  await expect(page).toHaveURL(`${url}/northlight/users`);

  const late = await (await newPerson({ baseURL: url })).newPage();
  await late.goto(setupLink);
  await expect(late).toHaveURL(`${url}/sign-in`);
  await late.getByLabel("E-mail").fill(email);
  await late.getByRole("button", { name: "Mail me a link" }).click();
  await expect(late.getByText("Look into your mailbox")).toBeVisible();
  await late.goto(linkIn(await mailTo(email)));
  await late.getByRole("button", { name: "Sign in" }).click();
  await expect(late).toHaveURL(`${url}/northlight/users`);
});

test("two who hold the link cannot both claim the server", async ({ emptyApp, newPerson }) => {
  const { setupLink = "", url } = emptyApp;
  const pages = await Promise.all(
    ["one", "two"].map(async (name) => {
      const page = await (await newPerson({ baseURL: url })).newPage();
      await page.goto(setupLink);
      await page.getByLabel("Account").fill(`Account ${name}`);
      await page.getByLabel("Your name").fill(name);
      await page.getByLabel("Your e-mail").fill(`${name}.${shortName()}@example.com`);
      return page;
    }),
  );
  await Promise.all(pages.map((page) => page.getByRole("button", { name: "Create the account" }).click()));
  const refused = pages.map((page) => page.getByText("This set-up link was used before or has run out."));
  await expect.poll(async () => (await Promise.all(refused.map((text) => text.count()))).toSorted().join()).toBe("0,1");
});

test("a link that is not ours opens nothing", async ({ emptyApp }) => {
  const page = await emptyApp.person.newPage();
  await page.goto(`/set-up/${"x".repeat(43)}`);
  await expect(page.getByRole("heading", { name: "This set-up link is no longer good" })).toBeVisible();
  await expectAccessible(page);
});
