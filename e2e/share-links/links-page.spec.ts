import { expectAccessible } from "../accessible";
import { expect, test } from "../fixtures";
import { makeFolder, makeLink } from "../library/things";
import { makeTeam, openAs } from "../team";

test("all links stand in one table: they are changed, revoked together and brought back", async ({ context }) => {
  const { mira } = await makeTeam();
  const folder = await makeFolder(mira, "Press kit");
  for (const note of ["Reuters", "The Guardian", "Le Monde"]) await makeLink(mira, folder, { note });
  const page = await openAs(context, mira, "media/links");
  const table = page.getByRole("table", { name: "Links" });
  await expect(table.getByRole("row")).toHaveCount(4);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Reuters" }).click();
  const inspector = page.getByRole("region", { name: "Reuters" });
  await inspector.getByRole("button", { name: "Edit link" }).click();
  await inspector.getByRole("textbox", { name: "For whom" }).fill("Reuters London");
  await inspector.getByLabel("Passcode").fill("open sesame");
  await inspector.getByLabel("Ends", { exact: true }).selectOption("7");
  await inspector.getByText("Begin and limits").click();
  await inspector.getByLabel("Most visits").fill("10");
  await expectAccessible(page);
  await inspector.getByRole("button", { name: "Save link" }).click();
  const changed = page.getByRole("region", { name: "Reuters London" });
  await expect(changed.getByText("0 of 10 visits")).toBeVisible();
  await changed.getByRole("link", { name: "Close" }).click();
  await expect(changed).toHaveCount(0);

  await table.getByRole("checkbox", { name: "Select The Guardian" }).check();
  await table.getByRole("checkbox", { name: "Select Le Monde" }).check();
  await page.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(table.getByText("Revoked")).toHaveCount(2);
  await page
    .getByRole("alertdialog")
    .filter({ hasText: "2 links revoked" })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(table.getByText("Revoked")).toHaveCount(0);

  await page.getByRole("button", { name: "Rules for links" }).click();
  const rules = page.getByRole("dialog", { name: "Rules for links" });
  await rules.getByLabel("Every link needs a passcode").check();
  await expectAccessible(page);
  await rules.getByRole("button", { name: "Save link rules" }).click();
  await expect(page.getByText("Rules for links saved")).toBeVisible();
  await page.goto(`/${mira.account.slug}/settings`);
  await expect(page.getByLabel("Every link needs a passcode")).toBeChecked();
});
