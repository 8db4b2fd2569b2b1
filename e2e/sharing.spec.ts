import { expectAccessible } from "./accessible";
import { expect, linkIn, mailTo, surroundings, test } from "./fixtures";
import { makePerson } from "./people";
import { makeTeam, openAs } from "./team";

// A folder that is not open answers so to who looks.
test.use({ expectedComplaints: /404/ });

test("Mira shares with the keyboard alone, checks Jonah's access, and reads who could see it today", async ({
  context,
}) => {
  const { account, mira } = await makeTeam();
  const role = "media_library_restricted_access";
  for (const name of ["Jonah Whitfield", "Ines Castro"])
    await makePerson(surroundings.E2E_DATABASE_URL, { account, name, role });
  const page = await openAs(context, mira, "media");
  await page.getByRole("button", { name: "New folder" }).press("Enter");
  await page.getByRole("textbox", { name: "Name" }).fill("Campaigns");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Campaigns/ }).press("Enter");
  await expect(page.getByRole("heading", { name: "Campaigns" })).toBeVisible();

  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog", { name: "Share Campaigns" });
  await expect(dialog.getByText("through their role")).toBeVisible();
  await expect(dialog.getByRole("combobox", { name: "Person or group" })).toBeFocused();
  for (const name of ["Jonah Whitfield", "Ines Castro"]) {
    await page.keyboard.type(name.toLowerCase().slice(0, 4));
    await expect(dialog.getByRole("option", { name })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("button", { name: `Remove ${name}` })).toBeVisible();
  }
  await page.keyboard.type("nobody at all");
  await expect(dialog.getByText("Nobody matches “nobody at all”.")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Jonah Whitfield and Ines Castro can view")).toBeVisible();
  await dialog.getByRole("button", { name: "Stop sharing with Ines Castro" }).press("Enter");
  const level = dialog.getByLabel("Level of Jonah Whitfield");
  await expect(level).toHaveValue("view");
  await level.focus();
  await page.keyboard.press("c");
  await expect(page.getByText("Jonah Whitfield can contribute")).toBeVisible();
  await expect(level).toHaveValue("contribute");
  await expect(level).toBeFocused();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(level).toHaveValue("view");
  await expectAccessible(page);

  await dialog.getByRole("button", { name: "Check someone’s access" }).press("Enter");
  const checking = page.getByRole("dialog", { name: "Access to Campaigns" });
  await checking.getByRole("button", { name: "Check Jonah Whitfield" }).press("Enter");
  const told = checking.getByRole("region", { name: "Access of Jonah Whitfield" });
  await expect(told.getByRole("status")).toHaveText(/View/);
  await expect(told.getByText("View shared with them")).toBeVisible();
  await expect(told.getByText("0 files.")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  const folder = new URL(page.url()).searchParams.get("folder");
  await page.goto(`/${account.slug}/media?item=${folder}&tab=access`);
  const past = page.getByRole("region", { name: "On a day of the past" });
  await past.getByLabel("At the end of").fill(new Date().toISOString().slice(0, 10));
  await expect(past.getByRole("list", { name: "Who could see it" })).toContainText("Jonah Whitfield");
  await past.getByLabel("Compared with").fill("2020-01-01");
  await expect(past.getByText("Gained: Jonah Whitfield, from nothing to View")).toBeVisible();
  await expectAccessible(page);
});

test("Jonah asks for a folder that he was told of; Mira answers from the mail, and he sees it", async ({
  context,
  newPerson,
}) => {
  const { account, mira } = await makeTeam();
  const role = "media_library_restricted_access";
  const jonah = await makePerson(surroundings.E2E_DATABASE_URL, { account, name: "Jonah Whitfield", role });
  const page = await openAs(context, mira, "media");
  await page.getByRole("button", { name: "New folder" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Campaigns");
  await page.getByRole("button", { name: "Make folder" }).click();
  await page.getByRole("link", { name: /Campaigns/ }).click();
  await expect(page.getByRole("heading", { name: "Campaigns" })).toBeVisible();
  const folder = new URL(page.url()).searchParams.get("folder");

  const his = await openAs(await newPerson(), jonah, "media?folder=fld_00000000000000000000000x");
  await expect(his.getByRole("heading", { name: "Ask for access" })).toBeVisible();
  const unknown = await his.getByRole("main").innerText();
  await his.goto(`/${account.slug}/media?folder=${folder}`);
  await expect(his.getByRole("heading", { name: "Ask for access" })).toBeVisible();
  expect(await his.getByRole("main").innerText()).toBe(unknown);
  await expectAccessible(his);
  await his.getByLabel("What for").fill("For the trailer");
  await his.getByRole("button", { name: "Ask for access" }).click();
  await expect(his.getByText("You have asked")).toBeVisible();

  await page.goto(linkIn(await mailTo(mira.email)));
  const request = page.getByRole("article", { name: "Jonah Whitfield asks for Campaigns" });
  await expect(request).toContainText("For the trailer");
  await request.getByLabel("How long").selectOption("7");
  await expectAccessible(page);
  await request.getByRole("button", { name: "Give access" }).click();
  await expect(request).toBeHidden();

  expect((await mailTo(jonah.email)).subject).toBe("Campaigns is shared with you");
  await his.goto(`/${account.slug}/media?folder=${folder}`);
  await expect(his.getByRole("heading", { name: "Campaigns" })).toBeVisible();
});
