import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { AppError } from "@/lib/errors";
import { editLink } from "@/lib/share-links/commands/edit-link";
import { unlockLink } from "@/lib/share-links/commands/unlock-link";
import { openLink, requireOpenLink } from "@/lib/share-links/queries/open-link";
import { CLOSED, makePressKit, open, type PressKit, visitor } from "@/lib/share-links/testing/press-kit";

useTestDatabase();

let kit: PressKit;
beforeAll(async () => {
  kit = await makePressKit();
});

test("the passcode stands before every byte and field, and a new one shuts out who had the old", async () => {
  const { id, token } = await kit.make({ passcode: "open sesame" });
  expect(await openLink(token, null, visitor())).toEqual({ kind: "passcode", accountName: kit.studio.account.name });
  await expect(requireOpenLink(token, null, visitor())).rejects.toMatchObject(CLOSED);
  await expect(unlockLink({ token, passcode: "open" }, visitor())).rejects.toMatchObject({ code: "invalid" });
  const proof = await unlockLink({ token, passcode: "open sesame" }, visitor());
  await open(token, visitor(), proof);

  const other = await kit.make({ passcode: "another" });
  await expect(requireOpenLink(other.token, { proof }, visitor())).rejects.toMatchObject(CLOSED);
  await expect(requireOpenLink(token, { proof: `${proof}x` }, visitor())).rejects.toMatchObject(CLOSED);
  await editLink(kit.studio.lea, { linkId: id, passcode: "changed" });
  await expect(requireOpenLink(token, { proof }, visitor())).rejects.toMatchObject(CLOSED);
  await editLink(kit.studio.lea, { linkId: id, passcode: null });
  await open(token);
  const [row] = await systemDb().execute(sql`select passcode_hash from share_links where id = ${other.id}`);
  expect(row?.passcode_hash).toMatch(/^scrypt:/);
  const events = await systemDb().execute(sql`select json_agg(e)::text as all from audit_events e`);
  expect(events[0]?.all).not.toMatch(/open sesame|another/);
});

const outcomeOf = (token: string, passcode: string, n: number) =>
  unlockLink({ token, passcode }, visitor(n)).then(
    () => "open",
    (error: AppError) => error.code,
  );

const count = (outcomes: string[], wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;

test("of ten thousand guesses of one network ten are heard, and nobody else is held up", async () => {
  const { token } = await kit.make({ passcode: "1234" });
  const outcomes: string[] = [];
  for (let n = 0; n < 10_000; n += 50)
    outcomes.push(...(await Promise.all(Array.from({ length: 50 }, (_, k) => outcomeOf(token, `wrong ${n + k}`, 66)))));
  expect([count(outcomes, "invalid"), count(outcomes, "too_many")]).toEqual([10, 9990]);
  expect(await outcomeOf(token, "1234", 66)).toBe("too_many");
  expect(await outcomeOf(token, "1234", 67)).toBe("open");
  const other = await kit.make({ passcode: "1234" });
  expect(await outcomeOf(other.token, "1234", 66)).toBe("open");
}, 120_000);

test("an address that opens nothing hears as many guesses as one that opens something, in the same words", async () => {
  const unknown = "x".repeat(43);
  const guesses = await Promise.all(Array.from({ length: 25 }, (_, n) => outcomeOf(unknown, `wrong ${n}`, 68)));
  expect([count(guesses, "invalid"), count(guesses, "too_many")]).toEqual([10, 15]);
  const { token } = await kit.make({ passcode: "1234" });
  const answers = [token, unknown, "wrong"].map((address) =>
    unlockLink({ token: address, passcode: "guess" }, visitor(69)).catch(({ message, details }: AppError) => ({
      message,
      details,
    })),
  );
  expect(new Set((await Promise.all(answers)).map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test("a network that goes from address to address is heard thirty times", async () => {
  const outcomes: string[] = [];
  for (const tries of [28, 29, 30]) {
    await systemDb().execute(sql`
      insert into tries (who, what, count) values ('203.0.113.70', 'passcode', ${tries})
      on conflict (who, what) do update set count = excluded.count`);
    outcomes.push(await outcomeOf(`nothing ${tries}`, "1234", 70));
  }
  expect(outcomes).toEqual(["invalid", "invalid", "too_many"]);
  const kept = await systemDb().execute(sql`select count from tries where who = '203.0.113.70'`);
  expect(kept).toHaveLength(3);
  expect(await outcomeOf("nothing else", "1234", 71)).toBe("invalid");
});
