import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { editKey } from "@/lib/api-keys/commands/edit-key";
import { remindExpiring } from "@/lib/api-keys/commands/remind-expiring";
import { DAY_MS } from "@/lib/day";
import { age, makeKey } from "@/lib/testing/keys";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);

const reminded = async () =>
  (await systemDb().execute<{ name: string }>(sql`select props ->> 'name' as name from mails order by 1`)).map(
    ({ name }) => name,
  );

test("the owner is reminded once for each expiry, a week before", async () => {
  const soon = await makeKey(studio.dana, [], { name: "soon", expiresAt: inDays(6) });
  await age(soon, 84);
  await makeKey(studio.dana, [], { name: "late", expiresAt: inDays(8) });
  await makeKey(studio.dana, [], { name: "short", expiresAt: inDays(6) });
  await makeKey(studio.dana, [], { name: "forever" });
  await remindExpiring();
  await remindExpiring();
  expect(await reminded()).toEqual(["soon"]);

  await editKey(studio.dana, { keyId: soon.id, expiresAt: inDays(5) });
  await remindExpiring();
  expect(await reminded()).toEqual(["soon", "soon"]);
});
