import type { Page } from "@playwright/test";
import { expect, surroundings, test } from "./fixtures";

const WIDTHS = [1440, 390];
const sizeAt = (width: number) => ({ width, height: 900 });

test.use({ baseURL: surroundings.E2E_DEMO_URL, viewport: sizeAt(1440) });

/** Of each page the things that its skeleton stands for, below the head. */
const ROWS = "main tbody tr";
const PAGES = {
  users: ROWS,
  groups: ROWS,
  roles: ROWS,
  "api-keys": ROWS,
  "audit-log": ROWS,
  media: "main .tile",
  "media?view=list": ROWS,
  "media/links": ROWS,
  "media/trash": ROWS,
  "media/requests": "main .page > :last-child",
  sources: ROWS,
  purge: "main .\\@container > .grid > *",
  analytics: "main .page > .lg\\:grid-cols-4 > *",
  // An open invoice stands before what a skeleton can know of.
  billing: "main .grid.gap-5 > :first-child",
  settings: "main .page > .grid > *",
};

/** So many of them are compared: where the second begins, the height of the first is seen. */
const COMPARED = 3;
const FEW_PIXELS = 4;

/** Where the head and the first things below it begin, in pixels from the top of the page; null while they are not there. */
async function geometryOf(page: Page, things: string): Promise<Map<string, number> | null> {
  const found = new Map<string, number>();
  for (const selector of ["main h1", things]) {
    const shown = page.locator(selector).filter({ visible: true });
    const places = await shown.evaluateAll((elements, most) => {
      const top = document.querySelector("main")?.getBoundingClientRect().y ?? 0;
      return elements.slice(0, most).map((element) => {
        const { x, y } = element.getBoundingClientRect();
        return { x, y: y - top };
      });
    }, COMPARED);
    if (places.length === 0) return null;
    for (const [index, { x, y }] of places.entries())
      found.set(`x of ${selector} ${index + 1}`, x).set(`y of ${selector} ${index + 1}`, y);
  }
  return found;
}

/** What stands elsewhere now than in the skeleton; one that has more or fewer things than the page is no worse for that. */
async function moves(waiting: Page, page: Page, things: string): Promise<string[]> {
  const [before, after] = [await geometryOf(waiting, things), await geometryOf(page, things)];
  if (!before || !after) return [`${after ? "the skeleton" : "the page"} shows no ${things}`];
  return [...after].flatMap(([what, pixels]) => {
    const was = before.get(what) ?? pixels;
    return Math.abs(pixels - was) < FEW_PIXELS ? [] : [`${what}: ${was} became ${pixels}`];
  });
}

/** The trash of the demo is empty, and an empty list looks another way. */
async function throwSomethingAway(page: Page): Promise<void> {
  await page.goto("/northlight/media");
  await page.getByRole("button", { name: "New folder" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Old drafts");
  await page.getByRole("button", { name: "Make folder" }).click();
  // The dialog gives the focus back when it goes.
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const made = page.getByRole("link", { name: /Old drafts/ });
  await expect(made).toBeVisible();
  await expect(async () => {
    if (await made.isVisible()) await made.press("Delete");
    await expect(page.getByText("Old drafts went to the trash")).toBeVisible({ timeout: 3_000 });
  }).toPass();
}

test("a page comes where its skeleton was, wide and narrow", async ({ page, context, newPerson }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Mira Okafor" }).click();
  await expect(page).toHaveURL(/\/users$/);
  await throwSomethingAway(page);
  // Without scripts nothing takes the skeleton's place, although all of the page has come.
  const still = await newPerson({
    baseURL: surroundings.E2E_DEMO_URL,
    viewport: sizeAt(1440),
    javaScriptEnabled: false,
  });
  const waiting = await still.newPage();
  const loading = (of: Page) => of.getByRole("main").getByRole("status").filter({ hasText: "Loading" });
  for (const [path, things] of Object.entries(PAGES)) {
    await page.goto(`/northlight/${path}`);
    await expect(loading(page)).toHaveCount(0);
    await still.addCookies(await context.cookies());
    await waiting.goto(`/northlight/${path}`);
    await expect(loading(waiting).first()).toBeAttached();
    for (const width of WIDTHS) {
      for (const each of [page, waiting]) await each.setViewportSize(sizeAt(width));
      const moved = expect.soft
        .configure({ timeout: 10_000 })
        .poll(() => moves(waiting, page, things), `${path} at ${width} px`);
      await moved.toEqual([]);
    }
  }
});
