import type { BrowserContext, Page } from "@playwright/test";
import type { Level } from "@/lib/permissions/operations";
import { expect, surroundings } from "../fixtures";
import { makePerson, type Person, shortName, withDatabase } from "../people";
import { makeTeam, openAs } from "../team";

const { E2E_DATABASE_URL } = surroundings;

export async function makeStudio() {
  const { account, mira } = await makeTeam();
  const join = (name: string, role: string) => makePerson(E2E_DATABASE_URL, { account, name, role });
  return {
    account,
    mira,
    lea: await join("Léa Marchand", "media_library_full_access"),
    sofia: await join("Sofia Almeida", "media_library_view_only_access"),
    jonah: await join("Jonah Whitfield", "media_library_restricted_access"),
  };
}

/** A folder and files right in it, as if they had been there for long. Their bytes are in no store. */
export const putFiles = (account: Person["account"], folder: string, names: readonly string[]) =>
  withDatabase(E2E_DATABASE_URL, async (sql) => {
    const folderId = `fld_${shortName()}`;
    const sha256 = shortName().padEnd(64, "0");
    await sql`insert into folders (account_id, id, name, name_key, path, created_by)
      values (${account.id}, ${folderId}, ${folder}, ${folder.toLowerCase()}, lpad(to_hex(nextval('folder_numbers')), 8, '0'), 'system')`;
    await sql`insert into blobs (account_id, sha256, size, mime, type, examined_at)
      values (${account.id}, ${sha256}, 8, 'text/plain', 'document', now())`;
    await sql`insert into files (account_id, id, folder_id, name, name_key, version, sha256, type, mime, size, created_by)
      select ${account.id}, 'fil_' || md5(name || ${folderId}), ${folderId}, name, lower(name), 1, ${sha256}, 'document', 'text/plain', 8, 'system'
      from unnest(${names as string[]}::text[]) as name`;
    return folderId;
  });

/** Somebody deletes the first files of a folder by name, and open pages hear of it. */
export const trashFirst = ({ id: accountId }: Person["account"], folderId: string, count: number) =>
  withDatabase(E2E_DATABASE_URL, async (sql) => {
    await sql`update files f set trashed_at = now(), trashed_by = 'system' from (
      select id from files where account_id = ${accountId} and folder_id = ${folderId} order by name_key limit ${count}) gone
      where f.account_id = ${accountId} and f.id = gone.id`;
    await sql`select pg_notify('audit', ${JSON.stringify({ accountId, operation: "media.delete", targetId: folderId })})`;
  });

export const shareWith = ({ account, memberId }: Person, folderId: string, level: Level = "view") =>
  withDatabase(
    E2E_DATABASE_URL,
    (sql) => sql`insert into shares (account_id, id, folder_id, member_id, level, started_by)
      values (${account.id}, ${`shr_${shortName()}`}, ${folderId}, ${memberId}, ${level}, 'system')`,
  );

/** Shares what is open on the page, by its dialog; whoever the words find is named. */
export async function shareByDialog(page: Page, item: string, { find, name }: { find: string; name: string }) {
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `Share ${item}` });
  await dialog.getByRole("combobox", { name: "Person or group" }).fill(find);
  await dialog.getByRole("option", { name: new RegExp(name) }).click();
  await dialog.getByRole("button", { name: "Share" }).click();
  await expect(dialog.getByLabel(`Level of ${name}`)).toHaveValue("view");
  return dialog;
}

export const tileOf = (page: Page, name: string) =>
  page.getByRole("grid", { name: "Media" }).getByRole("row").filter({ hasText: name });
export const linkOf = (page: Page, name: string) => tileOf(page, name).getByRole("link");

export async function openFolder(context: BrowserContext, person: Person, folderId: string) {
  const page = await openAs(context, person, `media?folder=${folderId}`);
  await expect(page.getByRole("grid", { name: "Media" })).toBeVisible();
  return page;
}
