import postgres from "postgres";
import { beforeAll, expect, test } from "vitest";
import { subscribe } from "@/db/listen";
import { useTestDatabase } from "@/db/testing/database";
import { countUse, flushUses } from "@/lib/api-keys/commands/count-use";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { makeKey } from "@/lib/testing/keys";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

const use = (keyId: string, operation: string, refused = false) =>
  countUse({ accountId: studio.account.id, keyId, operation, refused, ip: "203.0.113.7", path: `GET /${operation}` });

/** As the role that owns the tables. */
async function onOwner(work: (owner: postgres.Sql) => Promise<unknown>) {
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice() {} });
  await work(owner).finally(() => owner.end());
}

test("requests are added up by key, operation and day, the refused ones apart", async () => {
  const [one, other] = [await makeKey(studio.dana, []), await makeKey(studio.dana, [])];
  for (let i = 0; i < 1000; i++) use(one.id, "media.view");
  for (let i = 0; i < 3; i++) use(one.id, "purge.run", true);
  use(other.id, "media.view");
  await flushUses();
  use(one.id, "media.view");
  await flushUses();
  const { uses, lastUsed } = await findKey(studio.dana, one.id);
  expect(uses.map(({ operation, requests, refused }) => ({ operation, requests, refused }))).toEqual([
    { operation: "media.view", requests: 1001, refused: 0 },
    { operation: "purge.run", requests: 0, refused: 3 },
  ]);
  expect(lastUsed).toMatchObject({ ip: "203.0.113.7", path: "GET /media.view" });
});

test("during an outage counts are kept and written afterwards, each once", async () => {
  const { id } = await makeKey(studio.dana, []);
  await onOwner((owner) => owner`alter table api_key_uses rename to away`);
  use(id, "media.view");
  await flushUses();
  use(id, "media.view");
  await flushUses();
  await onOwner((owner) => owner`alter table away rename to api_key_uses`);
  await flushUses();
  await flushUses();
  expect((await findKey(studio.dana, id)).uses).toMatchObject([{ operation: "media.view", requests: 2 }]);
});

test("the first request of a key ever is told at once to whoever listens", async () => {
  const { id } = await makeKey(studio.dana, []);
  const heard: unknown[] = [];
  const stop = await subscribe("key_used", (payload) => heard.push(JSON.parse(payload)));
  use(id, "media.view");
  await expect
    .poll(() => heard)
    .toEqual([{ accountId: studio.account.id, keyId: id, ip: "203.0.113.7", path: "GET /media.view" }]);
  use(id, "media.view");
  await flushUses();
  expect(heard).toHaveLength(1);
  stop();
});
