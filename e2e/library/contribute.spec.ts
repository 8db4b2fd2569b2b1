import sharp from "sharp";
import { expect, surroundings, test } from "../fixtures";
import { makePerson, shortName, withDatabase } from "../people";
import { openAs } from "../team";
import { linkOf, makeStudio, shareByDialog, shareWith, tileOf } from "./studio";
import { bring, makeFolder } from "./things";

// A picture that is still being made answers so; a name that is taken is a refusal.
test.use({ expectedComplaints: /404|409|503/ });

const { E2E_DATABASE_URL } = surroundings;

const text = (name: string, words: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(words) });

test("a day of someone who contributes to a folder, and what stays when the share is taken back", async ({
  context,
  newPerson,
}) => {
  const { account, mira, jonah } = await makeStudio();
  await makePerson(E2E_DATABASE_URL, { account, name: "Ines Castro", role: "media_library_restricted_access" });
  const shoot = await makeFolder(mira, "Shoot");
  const page = await openAs(context, mira, "media");
  await bring(page.request, mira, "brief.txt", Buffer.from("Blue hour"), shoot);
  await withDatabase(
    E2E_DATABASE_URL,
    (sql) => sql`insert into metadata_fields (account_id, id, name, kind, started_by)
      values (${account.id}, ${`mdf_${shortName()}`}, 'Issue', 'number', ${mira.memberId})`,
  );
  await shareWith(jonah, shoot, "contribute");

  const his = await openAs(await newPerson(), jonah, `media?folder=${shoot}`);
  const uploads = his.getByRole("region", { name: "Uploads" });
  await his.getByLabel("Files to upload").setInputFiles(text("notes.txt", "first"));
  await expect(tileOf(his, "notes.txt")).toBeVisible();
  await his.getByLabel("Files to upload").setInputFiles(text("notes.txt", "second, longer"));
  await uploads.getByRole("button", { name: "New version" }).click();
  await expect(uploads.getByText("All files have come")).toBeVisible();
  await uploads.getByRole("button", { name: "Close" }).click();

  await linkOf(his, "notes.txt").click();
  const notes = his.getByRole("region", { name: "notes.txt" });
  await notes.getByRole("link", { name: "Versions" }).click();
  await expect(notes.getByRole("listitem").first()).toContainText("Version 2");
  await notes.getByRole("button", { name: "Restore" }).click();
  await expect(his.getByText("Version 1 is back as version 3")).toBeVisible();
  await notes.getByRole("link", { name: "Details" }).click();
  await notes.getByRole("combobox", { name: "Tags" }).fill("press,");
  await expect(his.getByText("Tags changed")).toBeVisible();
  await notes.getByRole("textbox", { name: "Issue" }).fill("7");
  await notes.getByRole("textbox", { name: "Issue" }).press("Enter");
  await expect(his.getByText("Issue saved")).toBeVisible();
  await notes.getByRole("link", { name: "Close" }).click();
  await expect(notes).toBeHidden();

  // What others brought can be worked on, and not taken away.
  await tileOf(his, "brief.txt").hover();
  await his.getByRole("button", { name: "Actions for brief.txt" }).click();
  await expect(his.getByRole("menuitem")).toHaveText([/Look/, /Details/, /Download/, /Copy/, /Tag/, /Collect/]);
  await his.getByRole("menuitem", { name: "Collect…" }).click();
  const collecting = his.getByRole("dialog", { name: "Collect brief.txt" });
  await collecting.getByRole("textbox", { name: "New collection" }).fill("Moods");
  await collecting.getByRole("button", { name: "Make and add" }).click();
  await expect(his.getByText("brief.txt added to Moods")).toBeVisible();

  await his.goto("about:blank");
  await withDatabase(
    E2E_DATABASE_URL,
    (sql) => sql`update shares set ended_at = now(), ended_by = ${mira.memberId}, end_reason = 'changed'
      where account_id = ${account.id} and folder_id = ${shoot}`,
  );
  await his.goto(`/${account.slug}/media`);
  await expect(his.getByRole("link", { name: /Moods/ })).toBeVisible();
  await expect(tileOf(his, "notes.txt")).toBeVisible();
  await expect(tileOf(his, "brief.txt")).toHaveCount(0);
  await expect(his.getByRole("treeitem")).toHaveCount(0);
  await tileOf(his, "notes.txt").hover();
  await his.getByRole("button", { name: "Actions for notes.txt" }).click();
  await expect(his.getByRole("menuitem", { name: "Delete" })).toBeVisible();
  await his.keyboard.press("Escape");

  const kit = await makeFolder(mira, "Press kit");
  await shareWith(jonah, kit, "manage");
  await his.goto(`/${account.slug}/media?folder=${kit}`);
  await shareByDialog(his, "Press kit", { find: "ines", name: "Ines Castro" });
});

test("the inspector: what the camera wrote, versions that come back and go, what was done, and a closer look", async ({
  context,
}) => {
  const { account, mira } = await makeStudio();
  const page = await openAs(context, mira, "media");
  const shot = (hue: number) =>
    sharp({ create: { width: 2400, height: 1600, channels: 3, background: `hsl(${hue}, 60%, 50%)` } })
      .withExif({ IFD0: { Make: "Canary Cameras" } })
      .jpeg()
      .toBuffer();
  const id = await bring(page.request, mira, "hero.jpg", await shot(20));
  await page.goto(`/${account.slug}/media?item=${id}`);
  const hero = page.getByRole("region", { name: "hero.jpg" });
  await expect(async () => {
    await page.reload();
    await expect(hero.getByRole("region", { name: "Camera" })).toContainText("Canary Cameras", { timeout: 1000 });
  }).toPass({ timeout: 30_000 });

  await hero.getByRole("button", { name: "Look at hero.jpg" }).click();
  const viewer = page.locator(".yarl__portal");
  const picture = viewer.locator(".yarl__slide_current .yarl__slide_wrapper");
  await expect(viewer.getByRole("button", { name: "Zoom in" })).toBeEnabled();
  await viewer.getByRole("button", { name: "Zoom in" }).click();
  await expect(viewer.getByRole("button", { name: "Zoom out" })).toBeEnabled();
  await expect
    .poll(() => picture.evaluate((element) => new DOMMatrix(getComputedStyle(element).transform).a))
    .toBeGreaterThan(1);
  await page.keyboard.press("Escape");
  await expect(viewer).toHaveCount(0);

  const uploads = page.getByRole("region", { name: "Uploads" });
  await page
    .getByLabel("Files to upload")
    .setInputFiles({ name: "hero.jpg", mimeType: "image/jpeg", buffer: await shot(200) });
  await uploads.getByRole("button", { name: "New version" }).click();
  await expect(uploads.getByText("All files have come")).toBeVisible();
  await uploads.getByRole("button", { name: "Close" }).click();
  await hero.getByRole("link", { name: "Versions" }).click();
  const versions = hero.getByRole("listitem");
  await expect(versions).toHaveText([/Version 2.*Current/, /Version 1/]);
  await versions.nth(1).getByRole("button", { name: "Restore" }).click();
  await expect(versions.first()).toContainText("from version 1");
  await hero.getByRole("button", { name: "Actions for version 2" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete version" }).click();
  await expect(versions).toHaveText([/Version 3.*Current/, /Version 1/]);

  await hero.getByRole("link", { name: "Activity" }).click();
  await expect(versions.first()).toContainText("by Mira Okafor");
  await expect(versions).toHaveCount(4);

  await hero.getByRole("link", { name: "Access" }).click();
  await expect(hero.getByRole("region", { name: "By role" }).getByText("Manage").first()).toBeInViewport({ ratio: 1 });
});
