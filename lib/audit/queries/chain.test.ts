import postgres from "postgres";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb, withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { chainHead, findBrokenEvent } from "@/lib/audit/queries/chain";
import { makeStudio } from "@/lib/testing/studio";

useTestDatabase();

const record = (actor: Actor, name: string) =>
  withAccount(actor.account.id, (tx) => recordAudit(tx, actor, "users.edit", { kind: "user", id: "mem_1", name }));

async function studioWithEvents(count: number) {
  const { mira, dana } = await makeStudio();
  for (let i = 0; i < count; i++) await record(mira, `Person ${i}`);
  return { mira, dana };
}

/** As someone would who has the database's own password. */
async function asOwner(statement: string, ...values: string[]) {
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
  await owner.unsafe(statement, values).finally(() => owner.end());
}

test.each([
  "update audit_events set actor_name = 'Nobody'",
  "delete from audit_events",
  "update audit_heads set seq = 0",
])("the roles of the application may not: %s", async (statement) => {
  const { mira } = await studioWithEvents(1);
  const attempts = [
    () => withAccount(mira.account.id, (tx) => tx.execute(sql.raw(statement))),
    () => systemDb().execute(sql.raw(statement)),
  ];
  for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ cause: { code: "42501" } });
});

test("fifty writers at once leave one whole chain", async () => {
  const { mira } = await studioWithEvents(0);
  await Promise.all(Array.from({ length: 50 }, (_, i) => record(mira, `Person ${i}`)));
  expect(await findBrokenEvent(mira)).toBeNull();
  expect(await chainHead(mira)).toMatchObject({ seq: 50 });
});

test("a changed event is found", async () => {
  const { mira } = await studioWithEvents(5);
  await asOwner("update audit_events set target_name = 'Someone' where account_id = $1 and seq = 3", mira.account.id);
  expect(await findBrokenEvent(mira)).toBe(3);
});

test("a missing event is found", async () => {
  const { mira } = await studioWithEvents(5);
  await asOwner("delete from audit_events where account_id = $1 and seq = 2", mira.account.id);
  expect(await findBrokenEvent(mira)).toBe(3);
});

test("a cut end is found, and where the head was cut too, by a head that was kept elsewhere", async () => {
  const { mira } = await studioWithEvents(5);
  const kept = await chainHead(mira);
  await asOwner("delete from audit_events where account_id = $1 and seq > 3", mira.account.id);
  expect(await findBrokenEvent(mira)).toBe(5);

  await asOwner(
    "update audit_heads h set seq = e.seq, hash = e.hash from audit_events e where e.account_id = $1 and h.account_id = $1 and e.seq = 3",
    mira.account.id,
  );
  expect(await findBrokenEvent(mira)).toBeNull();
  expect(await findBrokenEvent(mira, kept ?? undefined)).toBe(5);
  await record(mira, "After the cut");
  expect(await findBrokenEvent(mira, kept ?? undefined)).toBe(5);
});

test("the chain of an account without events has no head and is whole", async () => {
  const { mira, dana } = await studioWithEvents(0);
  expect(await chainHead(mira)).toBeNull();
  expect(await findBrokenEvent(mira)).toBeNull();
  await expect(chainHead(dana)).rejects.toMatchObject({ code: "forbidden" });
  await expect(findBrokenEvent(dana)).rejects.toMatchObject({ code: "forbidden" });
});
