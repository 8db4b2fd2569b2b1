import { createHash, randomBytes } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import postgres from "postgres";

/** People for one test alone, written straight into the database as if they had been there for long. */
export type Person = {
  email: string;
  name: string;
  userId: string;
  memberId: string;
  account: { id: string; slug: string };
};

export const shortName = () => randomBytes(5).toString("hex");

export async function withDatabase<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice() {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

export const makeAccount = (databaseUrl: string, name = "Northlight Studio") =>
  withDatabase(databaseUrl, async (sql) => {
    const account = { id: `acc_${shortName()}`, slug: `studio-${shortName()}` };
    await sql`insert into accounts (id, slug, name, plan) values (${account.id}, ${account.slug}, ${name}, 'enterprise')`;
    return account;
  });

/** Someone new in the account, or in a new one. */
export async function makePerson(
  databaseUrl: string,
  {
    role = "developer",
    name = "Dana Kessler",
    account,
  }: { role?: string | null; name?: string; account?: Person["account"] } = {},
): Promise<Person> {
  const id = shortName();
  const home = account ?? (await makeAccount(databaseUrl));
  const person = { email: `dana.${id}@example.com`, name, userId: `usr_${id}`, memberId: `mem_${id}`, account: home };
  await withDatabase(databaseUrl, async (sql) => {
    await sql`insert into users (id, email, name, email_verified_at) values (${person.userId}, ${person.email}, ${name}, now())`;
    await sql`insert into members (account_id, id, user_id, name, email, started_by)
      values (${home.id}, ${person.memberId}, ${person.userId}, ${name}, ${person.email}, 'system')`;
    if (role !== null)
      await sql`insert into role_assignments (account_id, id, member_id, built_in_role, started_by)
      values (${home.id}, ${`ras_${id}`}, ${person.memberId}, ${role}, 'system')`;
  });
  return person;
}

/** Puts a session into the browser, where signing in is not what the test is about. */
export async function signedIn(databaseUrl: string, url: string, context: BrowserContext, { userId }: Person) {
  const token = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(token).digest("hex");
  await withDatabase(
    databaseUrl,
    (sql) => sql`insert into sessions (id, token_hash, user_id, method, expires_at, started_by)
      values (${`ses_${shortName()}`}, ${hash}, ${userId}, 'email', now() + interval '1 day', ${userId})`,
  );
  await context.addCookies([{ name: "aperture.session", value: token, url, httpOnly: true, sameSite: "Lax" }]);
}
