import { expectAccessible } from "./accessible";
import { expect, surroundings, test } from "./fixtures";

test.use({ baseURL: surroundings.E2E_DEMO_URL });

test("one button is enough to be anyone of the demo, and to become someone else", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("complementary", { name: "Demo" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Mira Okafor" }).click();
  await expect(page).toHaveURL(/\/users$|\/accounts$/);
  await page.goto("/accounts");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("link", { name: "Sign in again" }).click();
  await page.getByRole("button", { name: "Priya Nair" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto("/northlight/profile");
  await expect(page.getByText("priya@northlight.studio").first()).toBeVisible();
});

test("what would be mailed stands in the outbox, with links that work", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("sofia@northlight.studio");
  await page.getByRole("button", { name: "Mail me a link" }).click();
  await expect(page.getByText("Look into your mailbox.")).toBeVisible();
  await page.getByRole("link", { name: "outbox" }).click();
  await expect(page.getByRole("heading", { name: "Your link to sign in to Aperture" }).first()).toBeVisible();
  await expectAccessible(page);
  await page
    .getByRole("link", { name: /\/sign-in\/link\// })
    .first()
    .click();
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/northlight|accounts/);
});
