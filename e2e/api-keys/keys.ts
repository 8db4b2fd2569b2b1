import type { BrowserContext, Page } from "@playwright/test";
import { expect, surroundings } from "../fixtures";
import { type Person, withDatabase } from "../people";
import { openAs, rowOf } from "../team";

const { E2E_DATABASE_URL, E2E_URL } = surroundings;

export async function openKeys(context: BrowserContext, reader: Person, query = ""): Promise<Page> {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await openAs(context, reader, `api-keys${query}`);
  await expect(page.getByRole("heading", { name: "API keys", level: 1 })).toBeVisible();
  return page;
}

/** A program that holds the key. */
export const ask = (secret: string) =>
  fetch(`${E2E_URL}/api/v1/me`, { headers: { Authorization: `Bearer ${secret}` } });

/** Requests are counted a moment after they are answered. */
export const isCounted = ({ id }: Person["account"], name: string) =>
  withDatabase(E2E_DATABASE_URL, async (sql) => {
    const uses = await sql`select from api_key_uses u join api_keys k on k.account_id = u.account_id and k.id = u.key_id
      where k.account_id = ${id} and k.name = ${name}`;
    return uses.length > 0;
  });

export const createButton = (page: Page) => page.getByRole("button", { name: "Create key" }).first();
export const createDialog = (page: Page) => page.getByRole("dialog", { name: "Create an API key" });
export const revealDialog = (page: Page) => page.getByRole("dialog", { name: "Copy your key now" });
export const inspector = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

export const statusOf = (page: Page, name: string) => rowOf(page, name).getByRole("cell").last();

/** Copies the secret as a person does and answers it. */
export async function copySecret(page: Page): Promise<string> {
  await expect(revealDialog(page)).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

export async function finish(page: Page) {
  await revealDialog(page).getByRole("checkbox").check();
  await revealDialog(page).getByRole("button", { name: "Done" }).click();
  await expect(revealDialog(page)).toHaveCount(0);
}

/** Creates a key from a template and answers its secret; the list is open again afterwards. */
export async function createKey(page: Page, template: string, name: string): Promise<string> {
  await createButton(page).click();
  await createDialog(page).getByRole("button", { name: template }).click();
  await createDialog(page).getByLabel("Name", { exact: true }).fill(name);
  await page.keyboard.press("Control+Enter");
  const secret = await copySecret(page);
  await finish(page);
  return secret;
}

export async function chooseAction(page: Page, key: string, action: string) {
  await page.getByRole("button", { name: `Actions for ${key}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}
