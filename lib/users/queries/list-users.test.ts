import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { joinAccount, makeAccount, makeStudio } from "@/lib/testing/studio";
import { usersSearch } from "@/lib/users/input";
import { listUsers } from "@/lib/users/queries/list-users";

useTestDatabase();

const search = (values: object = {}) => usersSearch.parse(values);

test("x", async () => {
  const studio = await makeStudio();
  const page = await listUsers(studio.mira, search());
  console.log(JSON.stringify(page.rows.slice(0, 3), null, 1), page.total);
});

test("fast", async () => {
  const account = await makeAccount();
  const mira = await joinAccount(account, { role: "account_administrator" });
  for (let from = 1; from <= 10_000; from += 1000) {
    console.log(from, performance.now());
    const n = sql`generate_series(${from}::int, ${from + 999}::int) n`;
    await systemDb().execute(
      sql`insert into users (id, email, name) select 'usr_' || n, 'p' || n || '@x.example', md5(n::text) from ${n}`,
    );
    await systemDb().execute(
      sql`insert into members (account_id, id, user_id, name, email, started_by, last_active_at) select ${account.id}, 'mem_' || n, 'usr_' || n, md5(n::text), 'p' || n || '@x.example', 'system', now() - n * interval '1 minute' from ${n}`,
    );
    await systemDb().execute(
      sql`insert into role_assignments (account_id, id, member_id, built_in_role, started_by) select ${account.id}, 'ras_' || n, 'mem_' || n, (array['developer','finance','media_library_full_access'])[n % 3 + 1], 'system' from ${n}`,
    );
    if (from == 1)
      await systemDb().execute(
        sql`insert into permission_grants (account_id, id, member_id, permission, started_by) select ${account.id}, 'grt_' || n, 'mem_' || n, 'purge', 'system' from ${n}`,
      );
  }
  for (const values of [
    {},
    {},
    { sort: "-name" },
    { sort: "role" },
    { sort: "-last_active" },
    { q: "abc" },
    { permission: "purge" },
    { role: "finance" },
    { status: "active", limit: 1000 },
  ]) {
    console.log("list");
    const began = performance.now();
    let page = await listUsers(mira, search(values));
    const first = performance.now() - began;
    const again = performance.now();
    page = await listUsers(mira, search({ ...values, cursor: page.nextCursor ?? undefined }));
    console.log(JSON.stringify(values), page.total, first.toFixed(1), (performance.now() - again).toFixed(1));
  }
});
