import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { revokeLeakedKey } from "@/lib/api-keys/commands/revoke-leaked-key";
import { newSecret } from "@/lib/api-keys/rules/secret";
import { asKey, makeKey, ORIGIN } from "@/lib/testing/keys";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

test("whoever holds a key can end it; the owner is told and the log says who", async () => {
  const key = await makeKey(studio.dana, ["purge"]);
  await revokeLeakedKey(key.secret, ORIGIN);
  await revokeLeakedKey(key.secret, ORIGIN);
  await expect(asKey(key)).rejects.toMatchObject({ code: "unauthenticated" });
  const mails = await systemDb().execute(sql`select "to", template from mails where account_id = ${studio.account.id}`);
  expect([...mails]).toEqual([{ to: "dana@northlight.studio", template: "leaked-key" }]);
  const [event] = await systemDb().execute(
    sql`select actor_kind, ip, after from audit_events where target_id = ${key.id} and operation = 'apiKeys.revoke'`,
  );
  expect(event).toEqual({ actor_kind: "system", ip: ORIGIN.ip, after: { reason: "leaked" } });
});

test("what is no key ends nothing", async () => {
  for (const text of [newSecret(), "apk_broken", ""])
    await expect(revokeLeakedKey(text, ORIGIN)).rejects.toMatchObject({ code: "not_found" });
});
