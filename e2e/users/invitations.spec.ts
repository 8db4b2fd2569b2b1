import { expectAccessible } from "../accessible";
import { expect, linkIn, mailTo, surroundings, test } from "../fixtures";
import { shortName, withDatabase } from "../people";
import { makeTeam, openUsers, rowOf } from "../team";

const { E2E_DATABASE_URL } = surroundings;

test.describe("invitations", () => {
  test("go to many at once, each with a role, and lead to the page that accepts", async ({ context, newPerson }) => {
    const { mira, dana } = await makeTeam();
    const [ann, ben] = [`ann.${shortName()}@example.com`, `ben.${shortName()}@example.com`];
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const page = await openUsers(context, mira);
    await page.getByRole("button", { name: "Invite people" }).click();
    const dialog = page.getByRole("dialog", { name: "Invite people" });
    await dialog.getByLabel("E-mail addresses").fill(`Ann Lee <${ann}>, ${ben}; nonsense\n${dana.email}`);
    await expect(dialog.getByText("This is not an e-mail address.")).toBeVisible();
    await expect(dialog.getByText("8 after sending")).toBeVisible();
    await dialog.getByLabel("Role for everyone").selectOption("developer");
    await dialog.getByLabel(`Role of ${ben}`).selectOption("finance");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Send 3 invitations" }).click();

    const sent = page.getByRole("dialog", { name: "2 invitations sent" });
    await expect(sent.getByText("Dana Kessler is already a member.")).toBeVisible();
    await expectAccessible(page);
    await sent.getByRole("button", { name: `Copy the link for ${ben}` }).click();
    await expect(sent.getByText("Copied")).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/invite\/[\w-]{20,}$/);
    await sent.getByRole("button", { name: "Correct what was left out" }).click();
    await expect(dialog.getByLabel("E-mail addresses")).toHaveValue(dana.email);
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(rowOf(page, "Ann Lee").getByText("Developer")).toBeVisible();
    await expect(rowOf(page, ben).getByText("Finance")).toBeVisible();

    const guest = await (await newPerson()).newPage();
    await guest.goto(linkIn(await mailTo(ann)));
    await expect(guest.getByText("Mira Okafor").first()).toBeVisible();
    await expect(guest.getByText("Developer").first()).toBeVisible();
  });

  test("can be changed, sent again and revoked until they are accepted", async ({ context }) => {
    const { mira } = await makeTeam();
    const email = `cleo.${shortName()}@example.com`;
    const page = await openUsers(context, mira);
    await page.keyboard.press("i");
    await page.getByLabel("E-mail addresses").fill(email);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("button", { name: "Done" }).click();
    await mailTo(email);

    await page.getByRole("link", { name: email }).click();
    await page.getByLabel("Start from role").selectOption("finance");
    await page.getByRole("button", { name: /^Save changes/ }).click();
    await expect(rowOf(page, email).getByText("Finance")).toBeVisible();
    await expectAccessible(page);

    const before = Date.now();
    await page.getByRole("button", { name: "Send again" }).click();
    expect((await mailTo(email, before)).subject).toContain("invites you");

    await page.getByRole("button", { name: "Revoke" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Revoke invitation" }).click();
    await expect(rowOf(page, email)).toHaveCount(0);
  });

  test("never take more seats than there are", async ({ context }) => {
    const { mira, account } = await makeTeam();
    await withDatabase(E2E_DATABASE_URL, (sql) => sql`update accounts set seat_limit = 6 where id = ${account.id}`);
    const page = await openUsers(context, mira);
    await page.getByRole("button", { name: "Invite people" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("E-mail addresses").fill("ann@example.com ben@example.com");
    await expect(dialog.getByText("2 seats are needed and 1 is free of 6.")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Send 2 invitations" })).toBeDisabled();
    await dialog.getByRole("button", { name: "Take out ben@example.com" }).click();
    await expect(dialog.getByRole("button", { name: "Send 1 invitation" })).toBeEnabled();
  });

  test("are not part of the Free plan, which the page says", async ({ context }) => {
    const { mira, account } = await makeTeam();
    await withDatabase(E2E_DATABASE_URL, (sql) => sql`update accounts set plan = 'free' where id = ${account.id}`);
    const page = await openUsers(context, mira);
    await expect(page.getByText("The Free plan is for one administrator.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Invite people" })).toBeDisabled();
    await expectAccessible(page);
    for (const [path, button, price] of [
      ["roles", "Create role", /Pro with 5 seats costs €49/],
      ["groups", "Create group", /Enterprise with 50 seats costs €490/],
    ] as const) {
      await page.goto(`/${account.slug}/${path}`);
      await expect(page.getByText(price)).toBeVisible();
      await expect(page.getByRole("button", { name: button })).toBeDisabled();
      await expectAccessible(page);
    }
  });
});
