import type { Page } from "@playwright/test";
import { expect, surroundings, test } from "./fixtures";

test.use({ baseURL: surroundings.E2E_DEMO_URL, viewport: { width: 1440, height: 900 } });

/** Of each page the things that its skeleton stands for, below the head. */
const CARDS = "main .grid > *";
const PAGES = {
  users: "tbody tr",
  groups: "tbody tr",
  roles: "tbody tr",
  "api-keys": "tbody tr",
  "audit-log": "tbody tr",
  media: ".tile",
  "media?view=list": "tbody tr",
  "media/links": "tbody tr",
  sources: "tbody tr",
  purge: CARDS,
  billing: CARDS,
  settings: CARDS,
};

/** Where the head and the first thing below it begin, in pixels. */
async function geometryOf(page: Page, first: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const selector of ["main h1", first]) {
    const box = await page.locator(selector).filter({ visible: true }).first().boundingBox({ timeout: 5000 });
    if (!box) throw new Error(`${page.url()} shows no ${selector}.`);
    Object.assign(found, { [`x of ${selector}`]: box.x, [`y of ${selector}`]: box.y });
  }
  return found;
}

const FEW_PIXELS = 4;

test("a page comes where its skeleton was", async ({ page, context, newPerson }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Mira Okafor" }).click();
  await expect(page).toHaveURL(/\/users$/);
  // Without scripts nothing takes the skeleton's place, although all of the page has come.
  const still = await newPerson({
    baseURL: surroundings.E2E_DEMO_URL,
    viewport: { width: 1440, height: 900 },
    javaScriptEnabled: false,
  });
  const waiting = await still.newPage();
  const loading = (of: Page) => of.getByRole("main").getByRole("status").filter({ hasText: "Loading" });
  for (const [path, first] of Object.entries(PAGES)) {
    await page.goto(`/northlight/${path}`);
    await expect(loading(page)).toHaveCount(0);
    await still.addCookies(await context.cookies());
    await waiting.goto(`/northlight/${path}`);
    await expect(loading(waiting).first()).toBeAttached();
    const [before, after] = [await geometryOf(waiting, first), await geometryOf(page, first)];
    for (const [what, pixels] of Object.entries(after))
      expect.soft(Math.abs(pixels - (before[what] ?? 0)), `${path}: ${what}`).toBeLessThan(FEW_PIXELS);
  }
});
