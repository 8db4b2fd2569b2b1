import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";

test("the reference of the API is public and accessible", async ({ page }) => {
  test.slow(); // a long page
  await page.goto("/docs/api");
  await expect(page.getByRole("heading", { name: "Rotate an API key" })).toBeVisible();
  await expectAccessible(page);
});
