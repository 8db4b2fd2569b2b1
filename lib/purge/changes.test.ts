import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { PurgeScope } from "@/lib/delivery/rules/scope";
import { surrogateKeyOf } from "@/lib/delivery/rules/surrogate-keys";
import { unpublishItems } from "@/lib/media/commands/privacy";
import { deleteItems } from "@/lib/media/commands/trash";
import { callDuePurgeHooks } from "@/lib/purge/commands/call-hook";
import { editHook, removeHook } from "@/lib/purge/commands/edit-hook";
import { forwardChanges } from "@/lib/purge/commands/forward-changes";
import { purgeCaches } from "@/lib/purge/commands/purge-caches";
import { listPurges } from "@/lib/purge/queries/list-purges";
import { previewPurge } from "@/lib/purge/queries/preview-purge";
import { serveCdn } from "@/lib/purge/testing/cdn";
import { createLink } from "@/lib/share-links/commands/create-link";
import { revokeLinks } from "@/lib/share-links/commands/revoke-links";
import { type CreateLink, createLinkInput } from "@/lib/share-links/input";
import { deleteSource } from "@/lib/sources/commands/delete-source";
import { deploySource } from "@/lib/sources/commands/deploy-source";
import { editSource } from "@/lib/sources/commands/edit-source";
import { disableSource, enableSource } from "@/lib/sources/commands/switch-source";
import { makeWebFolders } from "@/lib/sources/testing/web-folders";
import { putRender } from "@/lib/testing/cache";
import { putCollection, putFile, putFolder } from "@/lib/testing/library";
import { putDelivered } from "@/lib/testing/pictures";
import { runDeploymentOf } from "@/lib/testing/sources";

useTestDatabase();
const given = makeWebFolders();
const { received, hook } = serveCdn();

const KEYS = { body: '{"tags": {{keys}}}' };

/** Does what the jobs do after a change. */
async function settle() {
  await forwardChanges({ accountId: given.studio.account.id });
  await callDuePurgeHooks();
}

const newest = async () => (await listPurges(given.studio.dana, { limit: 1 })).rows[0];
const isTold = (scope: PurgeScope) =>
  received.some(({ body }) => body.includes(surrogateKeyOf(given.studio.account.id, scope)));
const waiting = async () =>
  (await systemDb().execute(sql`select from purge_changes where account_id = ${given.studio.account.id}`)).length;

describe("of the library, the CDN in front is told by keys, though our caches know nothing of it,", () => {
  let folder: string;
  let file: string;

  beforeAll(async () => {
    await putDelivered(given.studio.account, "library", { signedOnly: false });
    await editHook(given.studio.dana, hook(KEYS));
  });

  beforeEach(async () => {
    folder = await putFolder(given.studio.account, `Press ${Math.random()}`);
    file = await putFile(given.studio.account, "hero.jpg", { in: folder });
  });

  const revoke = async (item: CreateLink["item"]) => {
    const { id } = await createLink(given.studio.lea, createLinkInput.parse({ item }));
    await revokeLinks(given.studio.lea, { linkIds: [id] });
  };

  test.each<[string, () => Promise<unknown>, () => PurgeScope]>([
    [
      "that a file is deleted",
      () => deleteItems(given.studio.lea, { fileIds: [file], folderIds: [] }),
      () => ({ kind: "file", fileId: file }),
    ],
    [
      "that a file becomes private",
      () => unpublishItems(given.studio.lea, { fileIds: [file], folderIds: [] }),
      () => ({ kind: "file", fileId: file }),
    ],
    [
      "that a folder becomes private",
      () => unpublishItems(given.studio.lea, { fileIds: [], folderIds: [folder] }),
      () => ({ kind: "folder", folderId: folder }),
    ],
    ["that a link to a file is revoked", () => revoke({ fileId: file }), () => ({ kind: "file", fileId: file })],
    [
      "that a link to a folder is revoked",
      () => revoke({ folderId: folder }),
      () => ({ kind: "folder", folderId: folder }),
    ],
    [
      "that a link to a collection is revoked",
      async () => revoke({ collectionId: await putCollection(given.studio.account, "Best", { files: [file] }) }),
      () => ({ kind: "file", fileId: file }),
    ],
  ])("%s", async (_, change, scope) => {
    await change();
    await settle();
    expect(isTold(scope())).toBe(true);
    expect(await newest()).toMatchObject({ reason: "Changed in the library", createdBy: "System" });
    expect(await waiting()).toBe(0);
  });

  test("but not twice where somebody purges it, and for no quota", async () => {
    const quota = async () =>
      (await previewPurge(given.studio.dana, { lines: ["tag:launch"], sourceId: null })).quota.used;
    const before = await quota();
    await deleteItems(given.studio.lea, { fileIds: [file], folderIds: [] });
    await settle();
    expect(await quota()).toBe(before);
    await purgeCaches(given.studio.dana, { lines: [`folder:${folder}`], sourceId: null, reason: "" });
    expect(await waiting()).toBe(0);
  });
});

describe("of a source", () => {
  let id: string;
  const isTakenBack = () => isTold({ kind: "source", sourceId: id });
  const madeBy = { createdBy: "Dana Kessler", first: expect.stringContaining("Everything of Source") };

  beforeEach(async () => {
    id = await given.make();
    await editHook(given.studio.dana, hook(KEYS));
    await settle();
    received.length = 0;
  });

  test("it is told that it is disabled, by whom, and nothing when it is enabled", async () => {
    await disableSource(given.studio.dana, { sourceId: id });
    await settle();
    expect(isTakenBack()).toBe(true);
    expect(await newest()).toMatchObject({ ...madeBy, reason: "Source disabled" });
    await enableSource(given.studio.dana, { sourceId: id });
    expect(await waiting()).toBe(0);
  });

  test("it is told that it is deleted", async () => {
    await deleteSource(given.studio.dana, { sourceId: id });
    await settle();
    expect(isTakenBack()).toBe(true);
    expect(await newest()).toMatchObject({ ...madeBy, reason: "Source deleted" });
  });

  const deploy = async (config?: Parameters<typeof given.folder>[0]) => {
    if (config) await editSource(given.studio.dana, { sourceId: id, config: given.folder(config) });
    await deploySource(given.studio.dana, { sourceId: id });
    await runDeploymentOf(id);
    await settle();
  };

  test("it is told that other settings are live, and nothing where they are the same", async () => {
    await deploy();
    expect(isTakenBack()).toBe(false);
    await deploy({ signedOnly: true });
    expect(isTakenBack()).toBe(true);
    expect(await newest()).toMatchObject({ ...madeBy, reason: "Deployed with other settings" });
  });

  test("it is told that its address changed, by whom, and nothing of another name", async () => {
    await editSource(given.studio.dana, { sourceId: id, name: "Source by another name" });
    expect(await waiting()).toBe(0);
    await editSource(given.studio.dana, { sourceId: id, slug: `moved-${Date.now()}` });
    await settle();
    expect(isTakenBack()).toBe(true);
    expect(await newest()).toMatchObject({ ...madeBy, reason: "Address of the source changed" });
  });

  test("it is told by addresses of every one that it had, however often they changed", async () => {
    await editHook(given.studio.dana, hook());
    const { slug: first } = await given.find(id);
    const [second, third] = [`second-${Date.now()}`, `third-${Date.now()}`];
    for (const slug of [second, third]) await editSource(given.studio.dana, { sourceId: id, slug });
    await settle();
    const told = received.map(({ body }) => body).join();
    for (const slug of [first, second, third]) {
      expect(told).toContain(`/i/${slug}/"`);
      expect(told).toContain(`"${slug}.`);
    }
    received.length = 0;
    await disableSource(given.studio.dana, { sourceId: id });
    await settle();
    expect(received.map(({ body }) => body).join()).not.toContain(first);
  });

  test("it is told by addresses of every host that it had", async () => {
    await editHook(given.studio.dana, hook());
    await systemDb().execute(sql`insert into source_domains (account_id, source_id, domain)
      values (${given.studio.account.id}, ${id}, 'img.shop.example')`);
    const { slug } = await given.find(id);
    await deleteSource(given.studio.dana, { sourceId: id });
    await settle();
    expect(received[0]?.body).toMatch(new RegExp(`/i/${slug}/.*"${slug}\\..*"img\\.shop\\.example/"`));
  });
});

test("where the hook names addresses, the CDN is told of those that were cached", async () => {
  const shop = await putDelivered(given.studio.account, "web_folder", { domains: ["img.hero.example"] });
  await editHook(given.studio.dana, hook());
  const file = await putFile(given.studio.account, "marked.jpg");
  await putRender(given.studio.account, shop.id, "of the library.jpg", { fileIds: [file] });
  await deleteItems(given.studio.lea, { fileIds: [file], folderIds: [] });
  await settle();
  expect(received.map(({ body }) => body).join()).toContain("img.hero.example/of%20the%20library.jpg");
});

test("nothing is kept for a hook that is not there", async () => {
  await removeHook(given.studio.dana);
  const file = await putFile(given.studio.account, "unseen.jpg");
  await deleteItems(given.studio.lea, { fileIds: [file], folderIds: [] });
  expect(await waiting()).toBe(0);
});
