import { expectAccessible } from "../accessible";
import { expect, surroundings, test } from "../fixtures";
import { withDatabase } from "../people";
import { giveKey, inspectorOf, makeTeam, openAs, openUsers, rowOf } from "../team";

const { E2E_DATABASE_URL } = surroundings;

test.describe("people", () => {
  test("who are suspended are out at once, and back by Undo", async ({ context, newPerson }) => {
    const { mira, dana } = await makeTeam();
    const theirs = await openAs(await newPerson(), dana, "profile");
    await expect(theirs.getByRole("heading", { name: "Profile" })).toBeVisible();
    const page = await openUsers(context, mira, dana);
    await page.getByRole("button", { name: "Actions for Dana Kessler" }).click();
    await page.getByRole("menuitem", { name: "Suspend" }).click();
    await page.getByText("Dana Kessler is suspended").hover(); // which keeps the message, and with it Undo
    await expect(theirs.getByRole("heading", { name: "Profile" })).toHaveCount(0);
    await expect(rowOf(page, "Dana Kessler").getByText("Suspended").last()).toBeVisible();

    await page.getByRole("button", { name: /^Undo/ }).click();
    await expect(rowOf(page, "Dana Kessler").getByText("Suspended")).toHaveCount(0);
    await theirs.reload();
    await expect(theirs.getByRole("heading", { name: "Profile" })).toBeVisible();
  });

  test("are signed out everywhere", async ({ context, newPerson }) => {
    const { mira, dana } = await makeTeam();
    const theirs = await openAs(await newPerson(), dana, "profile");
    const page = await openUsers(context, mira, dana, "sessions");
    await page.getByRole("button", { name: "End all sessions" }).click();
    await expect(page.getByText("1 session of Dana Kessler ended")).toBeVisible();
    await expect(theirs).toHaveURL(/\/sign-in/);
  });

  test("get one role together, and all is taken back at once", async ({ context }) => {
    const { mira } = await makeTeam();
    const page = await openUsers(context, mira);
    for (const name of ["Dana Kessler", "Priya Nair"])
      await page.getByRole("checkbox", { name: `Select ${name}` }).check();
    await page.getByRole("button", { name: "Change role" }).click();
    await page.getByRole("menuitem", { name: "Media library view-only" }).click();
    await expect(rowOf(page, "Dana Kessler").getByText("Media library view-only")).toBeVisible();
    await expect(page.getByText("2 people have the role Media library view-only now")).toBeVisible();
    await page.keyboard.press("Control+z");
    await expect(rowOf(page, "Dana Kessler").getByText("Developer")).toBeVisible();
    await expect(rowOf(page, "Priya Nair").getByText("Finance")).toBeVisible();
  });

  test("whom a change of many cannot reach are told of with the reason", async ({ context }) => {
    const { mira } = await makeTeam();
    const page = await openUsers(context, mira);
    for (const name of ["Dana Kessler", "Mira Okafor"])
      await page.getByRole("checkbox", { name: `Select ${name}` }).check();
    await expect(page.getByText("2 selected")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Suspend" }).click();
    const refused = page.getByRole("dialog", { name: "1 person could not be changed" });
    await expect(refused.getByText("This is you")).toBeVisible();
    await expectAccessible(page);
    await refused.getByRole("button", { name: "Close" }).last().click();
    await expect(rowOf(page, "Dana Kessler").getByText("Suspended").last()).toBeVisible();
  });

  test("are suspended and reactivated together", async ({ context }) => {
    const { mira } = await makeTeam();
    const page = await openUsers(context, mira);
    await page.getByRole("checkbox", { name: "Select Dana Kessler" }).check();
    await page.getByRole("checkbox", { name: "Select Ryo Ishikawa" }).check();
    await page.getByRole("button", { name: "Suspend" }).click();
    await expect(page.getByText("2 people suspended")).toBeVisible();
    await page.getByRole("checkbox", { name: "Select Dana Kessler" }).check();
    await page.getByRole("button", { name: "Reactivate" }).click();
    await expect(page.getByText("1 person reactivated")).toBeVisible();
    await expect(rowOf(page, "Ryo Ishikawa").getByText("Suspended").last()).toBeVisible();
  });

  test("leave their keys to someone who may do as much", async ({ context }) => {
    const { mira, dana, ryo, account } = await makeTeam();
    const keyId = await giveKey(dana, "ci-deploy", ["purge", "sources"]);
    const page = await openUsers(context, mira, dana);
    await page.getByRole("button", { name: "Actions for Dana Kessler" }).click();
    await page.getByRole("menuitem", { name: "Remove from account…" }).click();
    const dialog = page.getByRole("alertdialog", { name: "Remove Dana Kessler?" });
    await expect(dialog.getByText("ci-deploy", { exact: true })).toBeVisible();
    await dialog.getByText("They stop").click();
    await expect(dialog.getByText("ci-deploy stops")).toBeVisible();
    await expectAccessible(page);

    await dialog.getByText("Hand them over").click();
    const heirs = dialog.getByLabel("Who carries them on");
    await expect(heirs.getByRole("option", { name: /Ryo/ })).toBeAttached();
    await expect(heirs.getByRole("option", { name: /Priya/ })).toHaveCount(0);
    await heirs.selectOption(ryo.memberId);
    await expect(dialog.getByRole("button", { name: "Remove person" })).toBeDisabled();
    await dialog.getByLabel(/^Type Dana Kessler/).fill("Dana Kessler");
    await dialog.getByRole("button", { name: "Remove person" }).click();
    await expect(rowOf(page, "Dana Kessler")).toHaveCount(0);
    await expect(inspectorOf(page, dana)).toHaveCount(0);
    const [key] = await withDatabase(
      E2E_DATABASE_URL,
      (sql) => sql`select owner_id, ended_at from api_keys where account_id = ${account.id} and id = ${keyId}`,
    );
    expect(key).toEqual({ owner_id: ryo.memberId, ended_at: null });
  });
});
