import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { deleteSettledRows } from "@/lib/jobs/delete-settled-rows";
import { endExpiredGrants } from "@/lib/jobs/end-expired-grants";
import type { Permission } from "@/lib/permissions/permissions";
import { eventsOf } from "@/lib/testing/audit";
import { asMember, joinAccount, makeAccount } from "@/lib/testing/studio";

useTestDatabase();

const expire = (memberId: string, permission: Permission, when: string) =>
  systemDb().execute(sql`update permission_grants set expires_at = now() + ${when}::interval
    where member_id = ${memberId} and permission = ${permission}`);

test("a grant counts for nothing from its moment on, and is then closed and recorded once", async () => {
  const account = await makeAccount();
  const { memberId } = await joinAccount(account, { grants: ["purge", "billing"] });
  await expire(memberId, "purge", "-1 second");
  await expire(memberId, "billing", "1 hour");
  const held = (await asMember(account, memberId)).access.sources.flatMap(({ permissions }) => permissions);
  expect(held).toEqual(["billing"]);

  for (let i = 0; i < 3; i++) await Promise.all([endExpiredGrants(), endExpiredGrants()]);
  expect(await eventsOf(account.id)).toMatchObject([
    {
      operation: "grants.expire",
      actor: "Expiry",
      target: memberId,
      before: { grants: [{ permission: "purge", expiresAt: expect.any(String) }] },
      after: { grants: [] },
    },
  ]);
  const rows = await systemDb().execute(sql`select permission, ended_at = expires_at as closed, end_reason as reason
    from permission_grants where member_id = ${memberId} order by permission`);
  expect(rows).toEqual([
    { permission: "billing", closed: null, reason: null },
    { permission: "purge", closed: true, reason: "expired" },
  ]);
});

test("whoever loses the library by it leaves their groups", async () => {
  const account = await makeAccount();
  const losing = await joinAccount(account, { grants: ["media_shared"] });
  const staying = await joinAccount(account, { role: "media_library_full_access", grants: ["media_shared"] });
  await systemDb().execute(sql`insert into groups (account_id, id, name, started_by)
    values (${account.id}, 'grp_press', 'Press', 'system')`);
  for (const { memberId } of [losing, staying]) {
    await systemDb().execute(sql`insert into group_members (account_id, id, group_id, member_id, started_by)
      values (${account.id}, ${memberId.replace("mem", "grm")}, 'grp_press', ${memberId}, 'system')`);
    await expire(memberId, "media_shared", "-1 second");
  }
  await endExpiredGrants();
  const current = await systemDb().execute(
    sql`select member_id as id from group_members where account_id = ${account.id} and ended_at is null`,
  );
  expect(current).toEqual([{ id: staying.memberId }]);
  expect(await eventsOf(account.id)).toContainEqual(
    expect.objectContaining({ target: losing.memberId, after: { grants: [], leftGroups: ["Press"] } }),
  );
});

test("only what nobody will ask for again is deleted", async () => {
  const account = await makeAccount();
  for (const [id, age] of [
    ["old", "40 days"],
    ["new", "1 hour"],
  ]) {
    await systemDb().execute(sql`insert into one_time_links (id, purpose, token_hash, created_at, expires_at)
      values (${id}, 'sign_in', ${id}, now() - ${age}::interval, now() - ${age}::interval)`);
    await systemDb().execute(sql`insert into mails (id, template, "to", created_at)
      values (${id}, 'sign-in', 'dana@example.com', now() - ${age}::interval)`);
    await systemDb().execute(sql`insert into purge_marks (account_id, kind, target, at)
      values (${account.id}, 'tag', ${id}, now() - ${age}::interval)`);
  }
  await deleteSettledRows();
  for (const table of [sql`one_time_links`, sql`mails`])
    expect(await systemDb().execute(sql`select id from ${table}`)).toEqual([{ id: "new" }]);
  expect(await systemDb().execute(sql`select target from purge_marks`)).toEqual([{ target: "new" }]);
});
