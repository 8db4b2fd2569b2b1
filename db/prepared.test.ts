import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withAccount } from "./client";
import { useTestDatabase } from "./testing/database";

useTestDatabase();

const inTransaction = <T extends Record<string, unknown>>(statement: ReturnType<typeof sql>) =>
  withAccount("acc_nobody", (tx) => tx.execute<T>(statement));

const preparedLike = (pattern: string) =>
  inTransaction<{ count: number; custom: number; generic: number }>(sql`
    select count(*)::int as count, sum(custom_plans)::int as custom, sum(generic_plans)::int as generic
    from pg_prepared_statements where statement like ${pattern}`);

test("a statement that comes often is prepared, planned for its values, and answers as before", async () => {
  const ask = (n: number) =>
    inTransaction(sql`select ${n}::int as number, ${"2026-11-22T10:00:00Z"}::timestamptz as time, ${null}::text as nothing,
      ${JSON.stringify({ n })}::jsonb as json, ${n > 1}::boolean as flag, ${String(n)}::text in (${"1"}, ${"2"}) as "isFew"`);
  const [first] = await ask(1);
  for (let n = 2; n < 60; n++) await ask(n);
  expect((await ask(1))[0]).toEqual(first);
  expect((await ask(7))[0]).toMatchObject({ number: 7, json: { n: 7 }, flag: true, isFew: false });
  const [found] = await preparedLike('%"isFew"');
  expect(found).toMatchObject({ count: 1, generic: 0 });
});

test("a refusal of a prepared statement ends its transaction alone", async () => {
  const divide = (n: number) => inTransaction<{ answer: number }>(sql`select 6 / ${n}::int as answer`);
  for (let n = 0; n < 40; n++) await divide(2);
  await expect(divide(0)).rejects.toMatchObject({ cause: { code: "22012" } });
  expect((await divide(3))[0]).toEqual({ answer: 2 });
});

test("of statements without number only so many are prepared", async () => {
  for (let n = 0; n < 300; n++)
    await withAccount("acc_nobody", async (tx) => {
      const statement = sql`select ${n}::int as ${sql.identifier(`number${n}`)}`;
      for (let times = 0; times < 21; times++) await tx.execute(statement);
    });
  const [found] = await preparedLike("select $1::int as %number%");
  expect(found?.count).toBeGreaterThan(200);
  expect(found?.count).toBeLessThanOrEqual(250);
}, 30_000);
