import { expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { historyOf } from "@/lib/audit/queries/list-events";
import { invite } from "@/lib/testing/invitations";
import { joinAccount, makeStudio } from "@/lib/testing/studio";
import { usersSearch } from "@/lib/users/input";
import { exportUsers } from "@/lib/users/queries/export-users";

useTestDatabase();

async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

test("everyone whom the search finds stands in the file, and nothing in it is a formula", async () => {
  const { mira, account } = await makeStudio();
  await joinAccount(account, { name: '=HYPERLINK("https://example.com")', role: "developer" });
  await invite(mira, "wren@example.com");
  const { cursor: _cursor, limit: _limit, ...search } = usersSearch.parse({ role: "developer" });
  const lines = (await textOf(await exportUsers(mira, search))).split("\r\n");
  expect(lines).toHaveLength(6);
  expect(lines[0]).toBe(
    "id,name,email,status,role,permissions,effective_permissions,last_active_at,created_at,expires_at",
  );
  expect(lines[1]).toMatch(/^mem_\w+,"'=HYPERLINK\(""https:\/\/example\.com""\)",/);
  expect(lines[2]).toMatch(
    /^mem_\w+,Dana Kessler,dana@northlight\.studio,active,Developer,billing,analytics billing sources purge media_edit media_browse media_shared,,/,
  );
  expect(lines[4]).toMatch(/^inv_\w+,,wren@example\.com,invited,Developer,,,,/);
  expect((await historyOf(mira, account.id)).rows[0]).toMatchObject({
    operation: "users.export",
    after: { people: 4, search: { role: "developer" } },
  });
});

test("nobody else gets the file, nor anyone of another account into it", async () => {
  const { dana } = await makeStudio();
  const other = await makeStudio();
  await joinAccount(other.account, { name: "Canary" });
  const { mira } = await makeStudio();
  await expect(exportUsers(dana, usersSearch.parse({}))).rejects.toMatchObject({
    code: "forbidden",
    details: { operation: "users.export", missingPermissions: ["account_admin"] },
  });
  expect(await textOf(await exportUsers(mira, usersSearch.parse({})))).not.toContain("Canary");
});
