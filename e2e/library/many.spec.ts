import type { Page } from "@playwright/test";
import { expectAccessible } from "../accessible";
import { expect, test } from "../fixtures";
import { linkOf, makeStudio, openFolder, putFiles } from "./studio";

// A connection that is lost says so.
test.use({ expectedComplaints: /ERR_INTERNET_DISCONNECTED/ });

/** Loses the answer to the second action from now on, which the server did all the same, or never heard of. */
async function loseAnswer(page: Page, isDone: boolean) {
  let actions = 0;
  await page.route("**/media?*", async (route) => {
    if (!route.request().headers()["next-action"] || ++actions !== 2) return route.fallback();
    if (isDone) await route.fetch();
    await route.abort("internetdisconnected");
  });
}

test("work on many stops where the connection is lost, goes on where it was, and is taken back whole", async ({
  context,
}) => {
  const { lea } = await makeStudio();
  const names = Array.from({ length: 100 }, (_, n) => `shot ${String(n + 1).padStart(3, "0")}.txt`);
  const page = await openFolder(context, lea, await putFiles(lea.account, "Shoot", names));
  const stopped = page.getByRole("region", { name: "Work in progress" }).getByRole("alert");
  const deleteAll = async (isDone: boolean) => {
    // What comes back leaves the page where somebody stands.
    await page.evaluate(() => scrollTo(0, 0));
    await linkOf(page, "shot 001.txt").focus();
    await page.keyboard.press("Control+a");
    await expect(page.getByText("100 selected")).toBeVisible();
    await loseAnswer(page, isDone);
    await page.keyboard.press("Delete");
    await expect(stopped).toContainText("Deleting stopped: 50 of 100 done");
    await expect(stopped).toContainText("No answer came from the server.");
    await page.unrouteAll({ behavior: "wait" });
  };
  for (const isDone of [true, false]) {
    await deleteAll(isDone);
    await expectAccessible(page);
    await stopped.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByText("100 things went to the trash")).toBeVisible();
    await expect(page.getByText("Nothing lies here yet")).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(page.getByText("100 files")).toBeVisible();
    await expect(page.getByRole("region", { name: "Work in progress" })).toHaveCount(0);
  }
  await deleteAll(false);
  await stopped.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("100 files")).toBeVisible();
  await expect(stopped).toHaveCount(0);
});
