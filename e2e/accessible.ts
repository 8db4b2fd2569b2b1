import { expect, type Page, test } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";

const WIDTHS = [1440, 390];
/** A long page on a slow machine takes this much. */
const LONGEST_MS = 60_000;
/** What one call may take beside the test itself. */
const TIME_MS = 30_000;
const THEMES = ["light", "dark"] as const;
const EVERY_RULE: RunOptions = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
};
/** A theme changes colours and nothing else. */
const COLOUR_RULES: RunOptions = { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } };

/** No violation of WCAG 2.2 A and AA as the page stands now, in both themes, wide and narrow, and nothing cut off. */
export async function expectAccessible(page: Page): Promise<void> {
  test.info().setTimeout(test.info().timeout + TIME_MS);
  const before = page.viewportSize();
  await page.evaluate(axe.source);
  for (const theme of THEMES)
    for (const width of WIDTHS) {
      // What arrives meanwhile must not be judged half faded in.
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await settled(page);
      const rules = theme === "light" ? EVERY_RULE : COLOUR_RULES;
      // A page that is just being replaced has no title for a moment.
      await expect(page).toHaveTitle(/./);
      await expect
        .poll(() => violationsOf(page, rules), { message: `${theme}, ${width} px`, timeout: LONGEST_MS })
        .toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} px`).toBeLessThanOrEqual(width);
    }
  await page.emulateMedia({ reducedMotion: null });
  if (before) await page.setViewportSize(before);
}

/** A line for each rule that is broken, by a page into which axe has been put. */
const violationsOf = (page: Page, options: RunOptions): Promise<string[]> =>
  page.evaluate(async (rules) => {
    const inPage = globalThis as unknown as { axe: typeof axe };
    const { violations } = await inPage.axe.run(document, { ...rules, resultTypes: ["violations"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  }, options);

/** Colours are judged when they have arrived. What stands in closed details is not drawn, and its transitions never end. */
const settled = (page: Page) =>
  page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
        .filter(({ effect }) => effect instanceof KeyframeEffect && effect.target?.checkVisibility())
        .map(({ finished }) => finished),
    ).then(() => undefined),
  );
