import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { newSecret } from "@/lib/api-keys/rules/secret";
import { verifyKey } from "@/lib/api-keys/queries/verify-key";
import { closureOf, NOTHING } from "@/lib/permissions/permissions";
import { asKey, makeKey, ORIGIN } from "@/lib/testing/keys";
import { joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";
import { newToken } from "@/lib/tokens";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

const end = (table: string, memberId: string) =>
  systemDb().execute(
    sql`update ${sql.identifier(table)} set ended_at = now() where member_id = ${memberId} and ended_at is null`,
  );

test("a key can do what it carries as far as its owner holds it now; what is lost sleeps and wakes", async () => {
  const nils = await joinAccount(studio.account, { role: "developer", grants: ["billing"] });
  const key = await makeKey(nils, ["billing", "purge"]);
  expect((await asKey(key)).permissions).toBe(closureOf(["billing", "purge"]));
  await end("permission_grants", nils.memberId);
  expect((await asKey(key)).permissions).toBe(closureOf(["purge"]));
  await end("role_assignments", nils.memberId);
  expect((await asKey(key)).permissions).toBe(NOTHING);
  await systemDb().execute(sql`update permission_grants set ended_at = null where member_id = ${nils.memberId}`);
  expect((await asKey(key)).permissions).toBe(closureOf(["billing"]));
});

test("it stops at once when its owner is suspended or gone", async () => {
  const nils = await joinAccount(studio.account, { role: "developer" });
  const key = await makeKey(nils, ["purge"]);
  await systemDb().execute(sql`insert into suspensions (account_id, id, member_id, started_by)
    values (${studio.account.id}, 'sus_1', ${nils.memberId}, 'system')`);
  await expect(asKey(key)).rejects.toThrow("Refused while its owner is suspended");
  await end("suspensions", nils.memberId);
  await expect(asKey(key)).resolves.toBeDefined();
  await systemDb().execute(sql`update members set ended_at = now() where id = ${nils.memberId}`);
  await expect(asKey(key)).rejects.toThrow("owner was removed");
});

test("it is refused after its expiry, by the database's clock", async () => {
  const key = await makeKey(studio.dana, [], { expiresAt: new Date(Date.now() + 60_000) });
  await expect(asKey(key)).resolves.toBeDefined();
  await systemDb().execute(sql`update api_keys set expires_at = now() where id = ${key.id}`);
  await expect(asKey(key)).rejects.toThrow("Refused since its expiry");
});

test("it is refused from addresses outside of its ranges, and where the address is not known", async () => {
  const { secret } = await makeKey(studio.dana, [], { ipRanges: ["203.0.113.0/24", "2001:db8::/32"] });
  const from = async (ip: string | null) => (await verifyKey(secret, { ...ORIGIN, ip })).refused?.code ?? "in";
  expect(await from("203.0.113.9")).toBe("in");
  expect(await from("::ffff:203.0.113.9")).toBe("in");
  expect(await from("2001:db8::9")).toBe("in");
  for (const ip of ["198.51.100.1", "2001:db9::1", null]) expect(await from(ip)).toBe("forbidden");
});

test("no other kind of secret is a key, and its own hash is none", async () => {
  const { id } = await makeKey(studio.dana, []);
  const [row] = await systemDb().execute<{ hash: string }>(
    sql`select secret_hash as hash from api_keys where id = ${id}`,
  );
  for (const secret of [newSecret(), newToken(), row?.hash ?? "", id])
    expect(await verifyKey(secret, ORIGIN)).toMatchObject({ actor: null, refused: { code: "unauthenticated" } });
});

test("many at once share statements and each gets its own answer", async () => {
  const owners = [studio.mira, studio.dana, studio.ryo, studio.priya];
  const keys = await Promise.all(owners.map((owner) => makeKey(owner, [])));
  const asked = Array.from({ length: 200 }, (_, i) => i % 5);
  const answers = await Promise.all(
    asked.map(async (i) => (await verifyKey(keys[i]?.secret ?? newSecret(), ORIGIN)).actor?.memberId),
  );
  expect(answers).toEqual(asked.map((i) => owners[i]?.memberId));
});

test("none of the requests that begin after a demotion was acknowledged still has the permission", async () => {
  const nils = await joinAccount(studio.account, { role: "developer" });
  const key = await makeKey(nils, ["purge"]);
  let acknowledged = false;
  const early: number[] = [];
  const late: number[] = [];
  const keepAsking = async () => {
    while (late.length < 100) {
      const answers = acknowledged ? late : early;
      answers.push((await asKey(key)).permissions);
    }
  };
  const requests = Array.from({ length: 8 }, keepAsking);
  await expect.poll(() => early.length).toBeGreaterThan(20);
  await end("role_assignments", nils.memberId);
  acknowledged = true;
  await Promise.all(requests);
  expect(new Set(late)).toEqual(new Set([NOTHING]));
});
