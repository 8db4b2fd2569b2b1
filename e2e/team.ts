import { randomBytes } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, surroundings } from "./fixtures";
import { makeAccount, makePerson, type Person, shortName, signedIn, withDatabase } from "./people";

const { E2E_DATABASE_URL, E2E_URL } = surroundings;

export type Team = { account: Person["account"] } & Record<"mira" | "tomas" | "dana" | "ryo" | "priya", Person>;

/** A small studio of its own for one test: two administrators, two developers, one for the money. */
export async function makeTeam(): Promise<Team> {
  const account = await makeAccount(E2E_DATABASE_URL);
  const join = (name: string, role: string) => makePerson(E2E_DATABASE_URL, { account, name, role });
  return {
    account,
    mira: await join("Mira Okafor", "account_administrator"),
    tomas: await join("Tomás Brandt", "account_administrator"),
    dana: await join("Dana Kessler", "developer"),
    ryo: await join("Ryo Ishikawa", "developer"),
    priya: await join("Priya Nair", "finance"),
  };
}

/** A key of this person that was used two minutes ago. */
export const giveKey = ({ memberId, account }: Person, name: string, permissions: readonly string[]) =>
  withDatabase(E2E_DATABASE_URL, async (sql) => {
    const id = `key_${shortName()}`;
    await sql`insert into api_keys (account_id, id, owner_id, name, prefix, secret_hash, started_by)
      values (${account.id}, ${id}, ${memberId}, ${name}, 'apk_test', ${randomBytes(32).toString("hex")}, ${memberId})`;
    for (const permission of permissions)
      await sql`insert into api_key_permissions (account_id, id, key_id, permission, started_by)
        values (${account.id}, ${`kpm_${shortName()}`}, ${id}, ${permission}, ${memberId})`;
    await sql`insert into api_key_uses (account_id, key_id, operation, day, requests, last_at)
      values (${account.id}, ${id}, 'purge.run', current_date, 312, now() - interval '2 minutes')`;
    return id;
  });

/** Opens a page of the account as this person, without going through the way in. */
export async function openAs(context: BrowserContext, person: Person, path: string): Promise<Page> {
  await signedIn(E2E_DATABASE_URL, E2E_URL, context, person);
  const page = await context.newPage();
  // A change that comes before the page listens would not reach it.
  const listening = page.waitForResponse(/\/live$/);
  await page.goto(`/${person.account.slug}/${path}`);
  await listening;
  return page;
}

/** The Users page, with someone open beside the list where one is named. */
export async function openUsers(context: BrowserContext, reader: Person, open?: Person, tab?: string): Promise<Page> {
  const query = new URLSearchParams({ ...(open && { user: open.memberId }), ...(tab && { tab }) });
  const page = await openAs(context, reader, `users?${query}`);
  await expect(page.getByRole("table", { name: "People" })).toBeAttached();
  return page;
}

export const inspectorOf = (page: Page, person: Person) => page.getByRole("region", { name: person.name });

export const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
