import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { claimServer, createSetupLink } from "@/lib/setup/commands";
import { claimInput } from "@/lib/setup/input";
import { isSetUp, isSetupLinkOpen } from "@/lib/setup/queries";
import { suggestSlug } from "@/lib/setup/rules";
import { anOrigin } from "@/lib/testing/sign-in";

useTestDatabase();

/** One server for the whole file; only the last tests set it up. */
let token: string;
beforeEach(async () => {
  token = (await createSetupLink())?.split("/").at(-1) ?? "";
});

const claimOf = (secret: string, email = "mira@northlight.studio") => ({
  token: secret,
  accountName: "Northlight Studio",
  slug: "northlight",
  name: "Mira Okafor",
  email,
});

test("a link that the server did not make opens nothing", async () => {
  expect(await isSetupLinkOpen("x".repeat(43))).toBe(false);
  await expect(claimServer(claimOf("x".repeat(43)), anOrigin())).rejects.toMatchObject({ code: "gone" });
  expect(await isSetUp()).toBe(false);
});

test("a link ends after a day, and when a newer one is made", async () => {
  await createSetupLink();
  expect(await isSetupLinkOpen(token)).toBe(false);
  const newest = (await createSetupLink())?.split("/").at(-1) ?? "";
  await systemDb().execute(sql`update one_time_links set expires_at = expires_at - interval '24 hours'`);
  expect(await isSetupLinkOpen(newest)).toBe(false);
  await expect(claimServer(claimOf(newest), anOrigin())).rejects.toMatchObject({ code: "gone" });
});

test("ten claims at once make one account with one administrator, signed in", async () => {
  expect(await isSetupLinkOpen(token)).toBe(true);
  const claims = Array.from({ length: 10 }, (_, i) =>
    claimServer(claimOf(token, `p${i}@northlight.studio`), anOrigin()),
  );
  const answers = await Promise.allSettled(claims);
  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const [counts] = await systemDb().execute(sql`select (select count(*)::int from accounts) as accounts,
    (select count(*)::int from users) as users, (select count(*)::int from members) as members,
    (select count(*)::int from sessions) as sessions, (select string_agg(built_in_role, ',') from role_assignments) as roles`);
  expect(counts).toEqual({ accounts: 1, users: 1, members: 1, sessions: 1, roles: "account_administrator" });
  const events = await systemDb().execute<{ operation: string }>(sql`select operation from audit_events order by seq`);
  expect(events.map(({ operation }) => operation)).toEqual(["session.start", "account.create"]);
});

test("a server that is set up makes no link", async () => {
  expect(await isSetUp()).toBe(true);
  expect(await createSetupLink()).toBeNull();
});

test.each([
  ["Café & Söhne GmbH", "cafe-sohne-gmbh"],
  ["  Northlight  Studio ", "northlight-studio"],
  ["株式会社", ""],
  ["a".repeat(80), "a".repeat(48)],
])("%j is suggested as %j", (name, slug) => expect(suggestSlug(name)).toBe(slug));

test.each(["", "a", "-a", "a-", "a--b", "A", "a_b", "a/b", "api", "sign-in", "a".repeat(49), "é"])(
  "%j names no account",
  (slug) => expect(claimInput.safeParse({ ...claimOf("x".repeat(43)), slug }).success).toBe(false),
);
