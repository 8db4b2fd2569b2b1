import type { BrowserContext, Page } from "@playwright/test";

/**
 * Ends when the page's scripts have taken over what the server drew: at a moment without work, React has marked every
 * control. A key or a press that comes earlier may be noticed by nobody.
 */
export const takenOver = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const isMarked = (control: Element) => Object.keys(control).some((key) => key.startsWith("__reactProps"));
        const controls = "a, button, input:not([type=hidden]), select, textarea, tr";
        const look = () => {
          if ([...document.querySelectorAll(controls)].every(isMarked)) resolve();
          else waitForRest();
        };
        const waitForRest = () => requestIdleCallback(look, { timeout: 1000 });
        waitForRest();
      }),
  );

/** Every page of the context that is gone to, or loaded anew, is waited for until it is taken over. */
export function waitUntilTakenOver(context: BrowserContext): void {
  context.on("page", (page) => {
    const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
    const thenTakenOver = async <T>(answer: T) => {
      await takenOver(page);
      return answer;
    };
    page.goto = async (...to) => thenTakenOver(await goto(...to));
    page.reload = async (...how) => thenTakenOver(await reload(...how));
  });
}
