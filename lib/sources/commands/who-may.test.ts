import { expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { createSource } from "@/lib/sources/commands/create-source";
import { deleteSource } from "@/lib/sources/commands/delete-source";
import { deploySource, rollBackSource } from "@/lib/sources/commands/deploy-source";
import { editSource } from "@/lib/sources/commands/edit-source";
import { rotateToken } from "@/lib/sources/commands/rotate-token";
import { disableSource } from "@/lib/sources/commands/switch-source";
import { findSource } from "@/lib/sources/queries/find-source";
import { listSources } from "@/lib/sources/queries/list-sources";
import { makeWebFolders } from "@/lib/sources/testing/web-folders";
import { asKey, makeKey } from "@/lib/testing/keys";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
const given = makeWebFolders();
const { find, folder, make } = given;

test("whoever has no permission for sources is refused, and other accounts find nothing", async () => {
  const id = await make();
  const stranger = (await makeStudio()).mira;
  const attempts = (actor: Studio["mira"]) => [
    () => findSource(actor, id),
    () => editSource(actor, { sourceId: id, name: "Mine" }),
    () => deploySource(actor, { sourceId: id }),
    () => rollBackSource(actor, { sourceId: id, number: 1 }),
    () => disableSource(actor, { sourceId: id }),
    () => rotateToken(actor, { sourceId: id }),
    () => deleteSource(actor, { sourceId: id }),
  ];
  for (const attempt of attempts(given.studio.lea))
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
  await expect(listSources(given.studio.lea)).rejects.toMatchObject({ code: "forbidden" });
  expect((await listSources(stranger)).map((row) => row.id)).not.toContain(id);
  await expect(
    createSource(given.studio.priya, { name: "Mine", type: "web_folder", config: folder(), secrets: {} }),
  ).rejects.toMatchObject({ code: "forbidden" });
  for (const attempt of attempts(stranger)) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  expect(await find(id)).toMatchObject({ status: "deployed", deployment: 1 });
});

test("a key for one source is refused at every other", async () => {
  const [mine, other] = [await make(), await make()];
  const key = await asKey(await makeKey(given.studio.dana, ["sources"], { sourceIds: [mine] }));
  expect((await listSources(key)).map(({ id }) => id)).toEqual([mine]);
  await editSource(key, { sourceId: mine, name: "By key" });
  await expect(findSource(key, other)).rejects.toMatchObject({ code: "not_found" });
  await expect(disableSource(key, { sourceId: other })).rejects.toMatchObject({ code: "not_found" });
  await expect(deleteSource(key, { sourceId: other })).rejects.toMatchObject({ code: "not_found" });
  const another = { name: "Another", type: "web_folder" as const, config: folder(), secrets: {} };
  await expect(createSource(key, another)).rejects.toMatchObject({ code: "forbidden" });
});
