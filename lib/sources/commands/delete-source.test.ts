import { expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { createSource } from "@/lib/sources/commands/create-source";
import { deleteSource } from "@/lib/sources/commands/delete-source";
import { findDelivered } from "@/lib/sources/queries/find-delivered";
import { listSources } from "@/lib/sources/queries/list-sources";
import { sourceConfig } from "@/lib/sources/rules/config";
import { makeWebFolders } from "@/lib/sources/testing/web-folders";
import { serveNames } from "@/lib/testing/name-server";
import { countRequests } from "@/lib/testing/sources";

useTestDatabase();
const names = serveNames();
const given = makeWebFolders();
const { find, folder, make } = given;

test("a source that answered requests within a day is deleted by its name alone, and its address is nobody's again", async () => {
  names.prove(given.studio.account, "img.northlight.studio");
  const id = await make({ domains: ["img.northlight.studio"] });
  const { name, slug } = await find(id);
  await countRequests(given.studio.account, id, 12);
  for (const typed of [undefined, "Another"])
    await expect(deleteSource(given.studio.dana, { sourceId: id, name: typed })).rejects.toThrow("12 requests");
  await deleteSource(given.studio.dana, { sourceId: id, name });
  await expect.poll(() => findDelivered({ slug })).toBeNull();
  await expect(find(id)).rejects.toMatchObject({ code: "not_found" });
  const again = { name: "Again", slug, type: "web_folder" as const, config: folder(), secrets: {} };
  await expect(createSource(given.studio.dana, again)).rejects.toMatchObject({ code: "conflict" });
  await make({ domains: ["img.northlight.studio"] });
  expect(await findDelivered({ host: "img.northlight.studio" })).not.toBeNull();

  await deleteSource(given.studio.dana, { sourceId: await make() });
});

test("the source of the library is there already, cannot be made twice and cannot be deleted", async () => {
  const library = (await listSources(given.studio.dana)).find(({ type }) => type === "library");
  expect(library).toMatchObject({ status: "deployed", deployment: 1, name: "Media library" });
  await expect(deleteSource(given.studio.dana, { sourceId: library?.id ?? "" })).rejects.toMatchObject({
    code: "conflict",
  });
  const other = { name: "Other", type: "library" as const, config: sourceConfig.parse({}), secrets: {} };
  await expect(createSource(given.studio.dana, other)).rejects.toMatchObject({ code: "conflict" });
});
