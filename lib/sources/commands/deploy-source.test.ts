import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { whileAlone } from "@/db/alone";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { findBroken } from "@/lib/fsck/queries";
import { createSource } from "@/lib/sources/commands/create-source";
import { deploySource, rollBackSource } from "@/lib/sources/commands/deploy-source";
import { discardDraft, editSource } from "@/lib/sources/commands/edit-source";
import { resumeDeployments } from "@/lib/sources/commands/run-deployment";
import { disableSource, enableSource } from "@/lib/sources/commands/switch-source";
import { findDelivered } from "@/lib/sources/queries/find-delivered";
import { makeWebFolders } from "@/lib/sources/testing/web-folders";
import { eventsAbout } from "@/lib/testing/audit";
import { runDeploymentOf } from "@/lib/testing/sources";

useTestDatabase();
const given = makeWebFolders();
const { find, folder, make } = given;

test("a source is delivered once its first deployment has succeeded, and everyone can read how", async () => {
  const { id } = await createSource(given.studio.dana, {
    name: "Press Café!",
    type: "web_folder",
    config: folder(),
    secrets: {},
  });
  expect(await find(id)).toMatchObject({ slug: "press-cafe", status: "deploying", deployment: null });
  expect(await findDelivered({ slug: "press-cafe" })).toBeNull();
  await runDeploymentOf(id);
  const source = await find(id);
  expect(source).toMatchObject({ status: "deployed", deployment: 1, draft: null });
  expect(source.deployments).toMatchObject([{ number: 1, status: "deployed", by: "Dana Kessler" }]);
  const says = source.deployments[0]?.log.map(({ outcome, says }) => `${outcome} ${says}`) ?? [];
  expect(says[0]).toBe("noted Deployment 1 begins.");
  expect(says).toContainEqual(expect.stringContaining("passed Connection: Connected to 127.0.0.1"));
  expect(says.at(-1)).toBe("passed Number 1 is delivered now.");
  await expect.poll(() => findDelivered({ slug: "press-cafe" })).toMatchObject({ id, deployment: 1 });
  expect(await eventsAbout(id)).toMatchObject([
    { operation: "sources.create", actor: "Dana Kessler", after: { slug: "press-cafe" } },
  ]);
});

test("a source whose origin fails says which part, and can be put right", async () => {
  const id = await make({ origin: { url: `${given.web.url}/closed` } });
  const failed = await find(id);
  expect(failed).toMatchObject({
    status: "failed",
    deployment: null,
    draft: { origin: { url: `${given.web.url}/closed` } },
  });
  expect(failed.deployments[0]?.log.at(-1)?.says).toContain("Credentials: ");
  await editSource(given.studio.dana, { sourceId: id, config: folder() });
  await deploySource(given.studio.dana, { sourceId: id });
  await runDeploymentOf(id);
  expect(await find(id)).toMatchObject({ status: "deployed", deployment: 2, draft: null });
});

test("a source changes by a draft, which a failing deployment leaves to be put right while the number before is delivered", async () => {
  const id = await make();
  await editSource(given.studio.dana, { sourceId: id, config: folder({ basePath: "press", signedOnly: true }) });
  expect(await find(id)).toMatchObject({ status: "deployed", live: { basePath: "" }, draft: { basePath: "press" } });
  expect((await find(id)).changes).toEqual([
    { label: "Base path", before: "none", after: "press" },
    { label: "Signed addresses only", before: "no", after: "yes" },
  ]);
  await editSource(given.studio.dana, { sourceId: id, config: folder({ missingImage: "none.png" }) });
  await deploySource(given.studio.dana, { sourceId: id });
  await runDeploymentOf(id);
  const source = await find(id);
  expect(source).toMatchObject({
    status: "failed",
    deployment: 1,
    live: { missingImage: null },
    draft: { missingImage: "none.png" },
  });
  expect(await findDelivered({ slug: source.slug })).toMatchObject({ deployment: 1, status: "deployed" });
  await discardDraft(given.studio.dana, { sourceId: id });
  expect((await find(id)).draft).toBeNull();
  await editSource(given.studio.dana, { sourceId: id, config: folder() });
  expect((await find(id)).draft, "what is live already is no draft").toBeNull();
  await deploySource(given.studio.dana, { sourceId: id });
  await runDeploymentOf(id);
  expect(await find(id)).toMatchObject({ status: "deployed", deployment: 3, live: { missingImage: null } });
});

test("a source is rolled back under a new number, to what was once delivered alone", async () => {
  const id = await make();
  await editSource(given.studio.dana, { sourceId: id, config: folder({ basePath: "press" }) });
  await deploySource(given.studio.dana, { sourceId: id });
  await runDeploymentOf(id);
  await expect(rollBackSource(given.studio.dana, { sourceId: id, number: 2 })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(rollBackSource(given.studio.dana, { sourceId: id, number: 9 })).rejects.toMatchObject({
    code: "not_found",
  });
  expect(await rollBackSource(given.studio.dana, { sourceId: id, number: 1 })).toEqual({ number: 3 });
  await runDeploymentOf(id);
  expect(await find(id)).toMatchObject({
    deployment: 3,
    live: { basePath: "" },
    deployments: [{ number: 3, restored: 1 }, {}, {}],
  });
  await makeFailing(id);
  await expect(rollBackSource(given.studio.dana, { sourceId: id, number: 4 })).rejects.toMatchObject({
    code: "conflict",
  });
});

const makeFailing = async (id: string) => {
  await editSource(given.studio.dana, { sourceId: id, config: folder({ errorImage: "none.png" }) });
  await deploySource(given.studio.dana, { sourceId: id });
  await runDeploymentOf(id);
};

test("a source is disabled and enabled, and not deployed meanwhile", async () => {
  const id = await make();
  const { slug } = await find(id);
  await disableSource(given.studio.dana, { sourceId: id });
  await expect(disableSource(given.studio.dana, { sourceId: id })).rejects.toMatchObject({ code: "conflict" });
  await expect(deploySource(given.studio.dana, { sourceId: id })).rejects.toMatchObject({ code: "conflict" });
  await expect.poll(() => findDelivered({ slug })).toMatchObject({ status: "disabled" });
  await enableSource(given.studio.dana, { sourceId: id });
  await expect.poll(() => findDelivered({ slug })).toMatchObject({ status: "deployed" });
  expect((await eventsAbout(id)).map(({ operation }) => operation)).toEqual([
    "sources.create",
    "sources.disable",
    "sources.disable",
  ]);
});

test("a source whose last deployment failed is failed again once it is enabled", async () => {
  const id = await make();
  await editSource(given.studio.dana, { sourceId: id, config: folder({ origin: { url: `${given.web.url}/closed` } }) });
  await deploySource(given.studio.dana, { sourceId: id });
  await runDeploymentOf(id);
  expect(await find(id)).toMatchObject({ status: "failed", deployment: 1 });
  await disableSource(given.studio.dana, { sourceId: id });
  await enableSource(given.studio.dana, { sourceId: id });
  expect(await find(id)).toMatchObject({ status: "failed", deployment: 1 });
});

test("a second deployment is refused while one is under way", async () => {
  const { id } = await createSource(given.studio.dana, {
    name: "Busy",
    type: "web_folder",
    config: folder(),
    secrets: {},
  });
  const both = await Promise.allSettled([
    deploySource(given.studio.dana, { sourceId: id }),
    disableSource(given.studio.dana, { sourceId: id }),
  ]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await runDeploymentOf(id);
  const many = await Promise.allSettled(
    Array.from({ length: 5 }, () => deploySource(given.studio.dana, { sourceId: id })),
  );
  expect(many.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a deployment whose server was killed begins again, ends once, and leaves nothing broken", async () => {
  const { id } = await createSource(given.studio.dana, {
    name: "Killed",
    type: "web_folder",
    config: folder(),
    secrets: {},
  });
  await systemDb().execute(sql`update deployments set
    log = '[{"at":"2020-01-01T00:00:00Z","outcome":"noted","says":"Deployment 1 begins."}]' where source_id = ${id}`);
  const underWay = (await find(id)).deployments[0]?.id ?? "";
  await whileAlone(`deployment ${underWay}`, resumeDeployments);
  expect(await find(id), "one that a server is at is left alone").toMatchObject({ status: "deploying" });
  await Promise.all([resumeDeployments(), resumeDeployments()]);
  const source = await find(id);
  expect(source).toMatchObject({ status: "deployed", deployment: 1 });
  const says = source.deployments[0]?.log.map((line) => line.says) ?? [];
  expect(says).toContain("The server stopped on the way. It begins again.");
  expect(says.filter((text) => text === "Number 1 is delivered now.")).toHaveLength(1);
  const findings = await systemDb().transaction((tx) => findBroken(tx));
  expect(findings.flatMap(({ broken }) => broken)).toEqual([]);
});
