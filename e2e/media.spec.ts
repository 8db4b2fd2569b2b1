import { expect, surroundings, test } from "./fixtures";
import { shareByDialog } from "./library/studio";
import { makePerson } from "./people";
import { makeTeam, openAs } from "./team";

// What was taken back, and a link that is closed, answer so to who still looks.
test.use({ expectedComplaints: /404/ });

/** A studio with someone from outside who sees what is shared with him, and nothing else. */
async function makeStudio() {
  const team = await makeTeam();
  const jonah = await makePerson(surroundings.E2E_DATABASE_URL, {
    account: team.account,
    name: "Jonah Whitfield",
    role: "media_library_restricted_access",
  });
  return { ...team, jonah };
}

const picture = { name: "hero.txt", mimeType: "text/plain", buffer: Buffer.from("A picture in words") };

test("Mira uploads and shares a folder; Jonah sees exactly that until she takes it back", async ({
  context,
  newPerson,
}) => {
  const { mira, jonah, account } = await makeStudio();
  const page = await openAs(context, mira, "media");
  await expect(page.getByRole("heading", { name: "Nothing lies here yet" })).toBeVisible();
  for (const name of ["Campaigns", "Payroll"]) {
    await page.getByRole("button", { name: "New folder" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill(name);
    await page.getByRole("button", { name: "Make folder" }).click();
    await expect(page.getByRole("link", { name: new RegExp(name) })).toBeVisible();
  }
  await page.getByRole("link", { name: /Campaigns/ }).click();
  await expect(page.getByRole("heading", { name: "Campaigns" })).toBeVisible();
  await page.getByLabel("Files to upload").setInputFiles(picture);
  await expect(page.getByText("All files have come")).toBeVisible();
  await expect(page.getByRole("link", { name: /hero\.txt/ })).toBeVisible();

  const his = await openAs(await newPerson(), jonah, "media");
  await expect(his.getByText(/Nothing is shared with you yet/)).toBeVisible();
  await expect(his.getByText(/Mira Okafor/)).toBeVisible();

  const dialog = await shareByDialog(page, "Campaigns", { find: "jonah", name: "Jonah Whitfield" });

  // He looks on all the while: what is shared comes, and what is taken back goes.
  await his.getByRole("link", { name: /Campaigns/ }).click();
  await expect(his.getByRole("link", { name: /hero\.txt/ })).toBeVisible();
  await expect(his.getByRole("button", { name: "Upload" })).toBeHidden();
  await expect(his.getByRole("button", { name: "Share", exact: true })).toBeHidden();
  const tile = his.getByRole("link", { name: /hero\.txt/ });
  const id = new URL((await tile.getAttribute("href")) ?? "", his.url()).searchParams.get("item");
  const file = await his.request.get(`/api/media/${account.slug}/files/${id}/download`);
  expect(file.status()).toBe(200);
  expect(file.headers()["content-disposition"]).toContain("attachment");
  expect(await file.text()).toBe("A picture in words");

  await dialog.getByRole("button", { name: "Stop sharing with Jonah Whitfield" }).click();
  await expect(dialog.getByLabel("Level of Jonah Whitfield")).toBeHidden();
  await expect(his.getByRole("link", { name: /hero\.txt/ })).toBeHidden();
  await his.goto(`/${account.slug}/media`);
  await expect(his.getByText(/Nothing is shared with you yet/)).toBeVisible();
});

test("a guest needs the passcode, and finds nothing once it is revoked", async ({ context, newPerson }) => {
  const { mira } = await makeStudio();
  const page = await openAs(context, mira, "media");
  await page.getByLabel("Files to upload").setInputFiles(picture);
  await page.getByRole("link", { name: /hero\.txt/ }).hover();
  await page.getByRole("button", { name: "Actions for hero.txt" }).click();
  await page.getByRole("menuitem", { name: "Share…" }).click();
  const dialog = page.getByRole("dialog", { name: "Share hero.txt" });
  await dialog.getByRole("button", { name: "New link" }).click();
  await dialog.getByRole("textbox", { name: "For whom" }).fill("Press kit");
  await dialog.getByLabel("Passcode").fill("open sesame");
  await dialog.getByRole("button", { name: "Create link" }).click();
  const card = dialog.getByRole("article", { name: "Press kit" });
  const url = await card.locator("code").innerText();

  const guest = await (await newPerson()).newPage();
  await guest.goto(url);
  await expect(guest.getByRole("heading", { level: 1 })).toContainText("passcode");
  await expect(guest.getByText("hero.txt")).toBeHidden();
  await guest.getByLabel("Passcode").fill("wrong one");
  await guest.getByRole("button", { name: "Open" }).click();
  await expect(guest.getByText("This passcode is wrong.")).toBeVisible();
  await guest.getByLabel("Passcode").fill("open sesame");
  await guest.getByRole("button", { name: "Open" }).click();
  await expect(guest.getByRole("heading", { name: "hero.txt" })).toBeVisible();
  const href = (await guest.getByRole("link", { name: /Download/ }).getAttribute("href")) ?? "";
  expect((await guest.request.get(href)).status()).toBe(200);

  await card.getByRole("button", { name: "Revoke" }).click();
  await expect(card.getByText("Revoked")).toBeVisible();
  expect((await guest.request.get(href)).status()).toBe(404);
  await guest.reload();
  await expect(guest.getByText(/This link opens nothing/)).toBeVisible();
});
