import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb, withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { MemberActor } from "@/lib/actor";
import { editKey } from "@/lib/api-keys/commands/edit-key";
import { handOverKeys } from "@/lib/api-keys/commands/hand-over";
import { revokeKey } from "@/lib/api-keys/commands/revoke-key";
import { resumeKey, suspendKey } from "@/lib/api-keys/commands/suspend-key";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { makeKey } from "@/lib/testing/keys";
import { joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

/** Puts one role in the place of another, as the command does: at one moment, by Mira. */
async function changeRole({ memberId }: MemberActor, role: string) {
  await systemDb().transaction(async (tx) => {
    await tx.execute(sql`update role_assignments set ended_at = now(), ended_by = ${studio.mira.memberId}
      where member_id = ${memberId} and ended_at is null`);
    await tx.execute(sql`insert into role_assignments (account_id, id, member_id, built_in_role, started_by)
      values (${studio.account.id}, ${`ras_${Math.random().toString(36).slice(2)}`}, ${memberId}, ${role}, ${studio.mira.memberId})`);
  });
}

const tell = async (keyId: string) =>
  (await findKey(studio.mira, keyId)).history.map(({ gained, lost, because }) => [
    ...gained.map((permission) => `+${permission}`),
    ...lost.map((permission) => `-${permission}`),
    ...because,
  ]);

test("what the owner lost is dormant, with since when and because of what, and wakes", async () => {
  const nils = await joinAccount(studio.account, { name: "Nils Berg", role: "developer" });
  const { id } = await makeKey(nils, ["purge", "analytics"]);
  await changeRole(nils, "finance");
  const [assigned] = await systemDb().execute<{ at: string }>(
    sql`select to_json(started_at) as at from role_assignments where member_id = ${nils.memberId} and ended_at is null`,
  );
  expect((await findKey(nils, id)).dormant).toEqual([
    {
      permission: "purge",
      since: new Date(assigned?.at ?? 0),
      because: "Mira Okafor changed Nils Berg's role from Developer to Finance.",
    },
  ]);
  await changeRole(nils, "developer");
  expect(await findKey(nils, id)).toMatchObject({ dormant: [], effective: ["analytics", "purge"] });
  expect(await tell(id)).toEqual([
    ["+analytics", "+purge", "Nils Berg created the key."],
    ["-purge", "Mira Okafor changed Nils Berg's role from Developer to Finance."],
    ["+purge", "Mira Okafor changed Nils Berg's role from Finance to Developer."],
  ]);
});

test("a grant that expires and a role of the account's own that loses a permission are told as that", async () => {
  await systemDb().execute(sql`insert into roles (account_id, id, name, started_by)
    values (${studio.account.id}, 'rol_press', 'Press desk', 'system')`);
  await systemDb().execute(sql`insert into role_permissions (account_id, id, role_id, permission, started_by)
    values (${studio.account.id}, 'rpm_1', 'rol_press', 'media_edit', 'system')`);
  const nils = await joinAccount(studio.account, { name: "Nils Berg", role: "rol_press", grants: ["purge"] });
  const { id } = await makeKey(nils, ["media_edit", "purge"]);
  await systemDb().execute(sql`update permission_grants set expires_at = now() where member_id = ${nils.memberId}`);
  await systemDb().execute(
    sql`update role_permissions set ended_at = now(), ended_by = ${studio.mira.memberId} where id = 'rpm_1'`,
  );
  expect((await findKey(studio.mira, id)).dormant.map(({ permission, because }) => [permission, because])).toEqual([
    ["purge", "Nils Berg's Purge expired."],
    ["media_edit", "Mira Okafor took Media Edit from the role Press desk."],
  ]);
});

test("suspensions, edits, a handover and the end are in the history", async () => {
  const nils = await joinAccount(studio.account, { name: "Nils Berg", role: "developer" });
  const { id } = await makeKey(nils, ["purge"]);
  await suspendKey(nils, { keyId: id });
  await resumeKey(nils, { keyId: id });
  await editKey(nils, { keyId: id, permissions: ["purge", "sources"] });
  await withAccount(studio.account.id, (tx) => handOverKeys(tx, studio.mira, nils.memberId, studio.ryo.memberId));
  await changeRole(nils, "finance");
  await changeRole(studio.ryo, "finance");
  await changeRole(studio.ryo, "developer");
  await revokeKey(studio.ryo, { keyId: id });
  expect(await tell(id)).toEqual([
    ["+purge", "Nils Berg created the key."],
    ["-purge", "Nils Berg suspended the key."],
    ["+purge", "Nils Berg resumed the key."],
    ["+sources", "Nils Berg added Sources to the key."],
    ["-sources", "-purge", "Mira Okafor changed Ryo Ishikawa's role from Developer to Finance."],
    ["+sources", "+purge", "Mira Okafor changed Ryo Ishikawa's role from Finance to Developer."],
    ["-sources", "-purge", "Ryo Ishikawa revoked the key."],
  ]);
});

test("a new owner who holds less through fewer ways is told as a handover", async () => {
  const [nils, olga] = [
    await joinAccount(studio.account, { name: "Nils Berg", role: "developer" }),
    await joinAccount(studio.account, { name: "Olga Lind", role: null, grants: ["purge"] }),
  ];
  const { id } = await makeKey(nils, ["purge"]);
  await withAccount(studio.account.id, (tx) => handOverKeys(tx, studio.mira, nils.memberId, olga.memberId));
  await systemDb().execute(
    sql`update permission_grants set ended_at = clock_timestamp(), ended_by = ${studio.mira.memberId} where member_id = ${olga.memberId}`,
  );
  expect((await findKey(studio.mira, id)).dormant).toMatchObject([
    { because: "Mira Okafor took Purge from Olga Lind." },
  ]);
});
