import { beforeAll, expect, test } from "vitest";
import { type Tx, withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { endKeysOf } from "@/lib/api-keys/commands/end-keys";
import { handOverKeys } from "@/lib/api-keys/commands/hand-over";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { listKeysOf } from "@/lib/api-keys/queries/keys-of";
import { asKey, makeKey } from "@/lib/testing/keys";
import { joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

const inAccount = (work: (tx: Tx) => Promise<unknown>) => withAccount(studio.account.id, work);

test("a key handed over works on, as far as its new owner reaches", async () => {
  const { mira, ryo } = studio;
  const nils = await joinAccount(studio.account, { name: "Nils Berg", role: "developer" });
  const key = await makeKey(nils, ["purge", "sources"]);
  await inAccount((tx) => handOverKeys(tx, mira, nils.memberId, ryo.memberId));
  expect(await asKey(key)).toMatchObject({ memberId: ryo.memberId, key: { permissions: ["purge", "sources"] } });
  expect(await findKey(ryo, key.id)).toMatchObject({ owner: { name: "Ryo Ishikawa" } });
  await expect(findKey(nils, key.id)).rejects.toMatchObject({ code: "not_found" });
});

test("nobody takes over a key that carries what they lack, and then none is handed over", async () => {
  const nils = await joinAccount(studio.account, { role: "developer" });
  const keys = [await makeKey(nils, ["media_browse"]), await makeKey(nils, ["purge"])];
  const attempt = inAccount((tx) => handOverKeys(tx, studio.mira, nils.memberId, studio.sofia.memberId));
  await expect(attempt).rejects.toThrow("Sofia Vance cannot take over ci-deploy: they lack Purge.");
  for (const key of keys) expect(await asKey(key)).toMatchObject({ memberId: nils.memberId });
});

test("some are handed over by name, the rest ended; each listed with its last use", async () => {
  const nils = await joinAccount(studio.account, { role: "developer" });
  const [kept, left] = [await makeKey(nils, []), await makeKey(nils, [])];
  await inAccount(async (tx) => {
    expect(
      (await listKeysOf(tx, studio.account.id, nils.memberId)).map(({ id, lastUsed }) => ({ id, lastUsed })),
    ).toEqual([kept.id, left.id].toSorted().map((id) => ({ id, lastUsed: null })));
    await handOverKeys(tx, studio.mira, nils.memberId, studio.ryo.memberId, [kept.id]);
    await endKeysOf(tx, studio.mira, nils.memberId);
  });
  await expect(asKey(kept)).resolves.toBeDefined();
  await expect(asKey(left)).rejects.toThrow("Ended when its owner was removed");
  expect(await findKey(studio.mira, left.id)).toMatchObject({ status: "owner_removed" });
});
