import { beforeAll, expect, test, vi } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { countUse, flushUses } from "@/lib/api-keys/commands/count-use";
import { type SeenUse, watchFirstUse } from "@/lib/api-keys/queries/watch-first-use";
import { log } from "@/lib/log";
import { makeKey } from "@/lib/testing/keys";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

async function use(keyId: string, refused = false) {
  const path = "GET /api/v1/me";
  countUse({ accountId: studio.account.id, keyId, operation: "api.describe", refused, ip: "203.0.113.7", path });
  await flushUses();
}

const answered = { ip: "203.0.113.7", path: "GET /api/v1/me", answered: true };

test("the first request is told when it comes, and those of other keys are not", async () => {
  const [key, other] = [await makeKey(studio.dana, []), await makeKey(studio.dana, [])];
  const seen: SeenUse[] = [];
  const end = await watchFirstUse(studio.dana, key.id, (each) => seen.push(each));
  await use(other.id);
  await use(key.id);
  await expect.poll(() => seen).toEqual([expect.objectContaining(answered)]);
  end();
});

test("a request that came before the question is told at once, and none after it", async () => {
  const [{ id }, later] = [await makeKey(studio.dana, []), await makeKey(studio.dana, [])];
  await use(id);
  const seen: SeenUse[] = [];
  const end = await watchFirstUse(studio.dana, id, (each) => seen.push(each));
  expect(seen).toEqual([expect.objectContaining(answered)]);

  const heard: SeenUse[] = [];
  const endLater = await watchFirstUse(studio.dana, later.id, (each) => heard.push(each));
  await use(id);
  await use(later.id);
  await expect.poll(() => heard).toHaveLength(1);
  expect(seen).toHaveLength(1);
  end();
  endLater();
});

test("a refused request is told as that, and the next that is let in as well", async () => {
  const { id } = await makeKey(studio.dana, []);
  const seen: SeenUse[] = [];
  const end = await watchFirstUse(studio.dana, id, (each) => seen.push(each));
  await use(id, true);
  await expect.poll(() => seen.at(-1)).toMatchObject({ answered: false });
  await use(id);
  await expect.poll(() => seen.at(-1)).toMatchObject(answered);
  end();
});

test("somebody else's key tells nothing", async () => {
  const fault = vi.spyOn(log, "fault").mockImplementation(() => undefined);
  const { id } = await makeKey(studio.ryo, []);
  const seen: SeenUse[] = [];
  await expect(watchFirstUse(studio.dana, id, (each) => seen.push(each))).rejects.toMatchObject({ code: "not_found" });
  await use(id);
  expect(seen).toEqual([]);
  fault.mockRestore();
});
