import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { findBroken } from "@/lib/fsck/queries";
import { createSource } from "@/lib/sources/commands/create-source";
import { deleteSource } from "@/lib/sources/commands/delete-source";
import { deploySource, rollBackSource } from "@/lib/sources/commands/deploy-source";
import { discardDraft, editSource } from "@/lib/sources/commands/edit-source";
import { rotateToken } from "@/lib/sources/commands/rotate-token";
import { resumeDeployments } from "@/lib/sources/commands/run-deployment";
import { disableSource, enableSource } from "@/lib/sources/commands/switch-source";
import { findDelivered } from "@/lib/sources/queries/find-delivered";
import { findSource } from "@/lib/sources/queries/find-source";
import { listSources } from "@/lib/sources/queries/list-sources";
import { type NewConfig, sourceConfig } from "@/lib/sources/rules/config";
import { asKey, makeKey } from "@/lib/testing/keys";
import { countRequests, makeSource, runDeploymentOf } from "@/lib/testing/sources";
import { everythingKept } from "@/lib/testing/storage";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { openLoopback, serveWeb, type WebServer } from "@/lib/testing/web-server";

useTestDatabase();
openLoopback();

let studio: Studio;
let web: WebServer;

beforeAll(async () => {
  studio = await makeStudio();
  web = await serveWeb((request, response) => response.writeHead(request.url === "/closed" ? 401 : 404).end());
});

const folder = (changes: NewConfig = {}) => sourceConfig.parse({ origin: { url: web.url }, ...changes });
const make = (changes: NewConfig = {}) => makeSource(studio.dana, "web_folder", folder(changes));
const find = (id: string) => findSource(studio.dana, id);
const eventsOf = (id: string) =>
  systemDb().execute(
    sql`select operation, actor_name as actor, before, after from audit_events where target_id = ${id} order by seq`,
  );

describe("a source", () => {
  test("is delivered once its first deployment has succeeded, and everyone can read how", async () => {
    const { id } = await createSource(studio.dana, {
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
    await vi.waitFor(async () =>
      expect(await findDelivered({ slug: "press-cafe" })).toMatchObject({ id, deployment: 1 }),
    );
    expect(await eventsOf(id)).toMatchObject([
      { operation: "sources.create", actor: "Dana Kessler", after: { slug: "press-cafe" } },
    ]);
  });

  test("whose origin fails says which part, and can be put right", async () => {
    const id = await make({ origin: { url: `${web.url}/closed` } });
    const failed = await find(id);
    expect(failed).toMatchObject({
      status: "failed",
      deployment: null,
      draft: { origin: { url: `${web.url}/closed` } },
    });
    expect(failed.deployments[0]?.log.at(-1)?.says).toContain("Credentials: ");
    await editSource(studio.dana, { sourceId: id, config: folder() });
    await deploySource(studio.dana, { sourceId: id });
    await runDeploymentOf(id);
    expect(await find(id)).toMatchObject({ status: "deployed", deployment: 2, draft: null });
  });

  test("changes by a draft, which a failing deployment leaves to be put right while the number before is delivered", async () => {
    const id = await make();
    await editSource(studio.dana, { sourceId: id, config: folder({ basePath: "press", signedOnly: true }) });
    expect(await find(id)).toMatchObject({ status: "deployed", live: { basePath: "" }, draft: { basePath: "press" } });
    expect((await find(id)).changes).toEqual([
      { label: "Base path", before: "none", after: "press" },
      { label: "Signed addresses only", before: "no", after: "yes" },
    ]);
    await editSource(studio.dana, { sourceId: id, config: folder({ missingImage: "none.png" }) });
    await deploySource(studio.dana, { sourceId: id });
    await runDeploymentOf(id);
    const source = await find(id);
    expect(source).toMatchObject({
      status: "failed",
      deployment: 1,
      live: { missingImage: null },
      draft: { missingImage: "none.png" },
    });
    expect(await findDelivered({ slug: source.slug })).toMatchObject({ deployment: 1, status: "deployed" });
    await discardDraft(studio.dana, { sourceId: id });
    expect((await find(id)).draft).toBeNull();
    await editSource(studio.dana, { sourceId: id, config: folder() });
    expect((await find(id)).draft, "what is live already is no draft").toBeNull();
  });

  test("is rolled back under a new number, to what was once delivered alone", async () => {
    const id = await make();
    await editSource(studio.dana, { sourceId: id, config: folder({ basePath: "press" }) });
    await deploySource(studio.dana, { sourceId: id });
    await runDeploymentOf(id);
    await expect(rollBackSource(studio.dana, { sourceId: id, number: 2 })).rejects.toMatchObject({ code: "conflict" });
    await expect(rollBackSource(studio.dana, { sourceId: id, number: 9 })).rejects.toMatchObject({ code: "not_found" });
    expect(await rollBackSource(studio.dana, { sourceId: id, number: 1 })).toEqual({ number: 3 });
    await runDeploymentOf(id);
    expect(await find(id)).toMatchObject({
      deployment: 3,
      live: { basePath: "" },
      deployments: [{ number: 3, restored: 1 }, {}, {}],
    });
    await makeFailing(id);
    await expect(rollBackSource(studio.dana, { sourceId: id, number: 4 })).rejects.toMatchObject({ code: "conflict" });
  });

  const makeFailing = async (id: string) => {
    await editSource(studio.dana, { sourceId: id, config: folder({ errorImage: "none.png" }) });
    await deploySource(studio.dana, { sourceId: id });
    await runDeploymentOf(id);
  };

  test("is disabled and enabled, and not deployed meanwhile", async () => {
    const id = await make();
    const { slug } = await find(id);
    await disableSource(studio.dana, { sourceId: id });
    await expect(disableSource(studio.dana, { sourceId: id })).rejects.toMatchObject({ code: "conflict" });
    await expect(deploySource(studio.dana, { sourceId: id })).rejects.toMatchObject({ code: "conflict" });
    await vi.waitFor(async () => expect(await findDelivered({ slug })).toMatchObject({ status: "disabled" }));
    await enableSource(studio.dana, { sourceId: id });
    await vi.waitFor(async () => expect(await findDelivered({ slug })).toMatchObject({ status: "deployed" }));
    expect((await eventsOf(id)).map(({ operation }) => operation)).toEqual([
      "sources.create",
      "sources.disable",
      "sources.disable",
    ]);
  });

  test("that answered requests within a day is deleted by its name alone, and its address is nobody's again", async () => {
    const id = await make({ domains: ["img.northlight.studio"] });
    const { name, slug } = await find(id);
    await countRequests(studio.account, id, 12);
    for (const typed of [undefined, "Another"])
      await expect(deleteSource(studio.dana, { sourceId: id, name: typed })).rejects.toThrow("12 requests");
    await deleteSource(studio.dana, { sourceId: id, name });
    await vi.waitFor(async () => expect(await findDelivered({ slug })).toBeNull());
    await expect(find(id)).rejects.toMatchObject({ code: "not_found" });
    const again = { name: "Again", slug, type: "web_folder" as const, config: folder(), secrets: {} };
    await expect(createSource(studio.dana, again)).rejects.toMatchObject({ code: "conflict" });
    await make({ domains: ["img.northlight.studio"] });
    expect(await findDelivered({ host: "img.northlight.studio" })).not.toBeNull();

    await deleteSource(studio.dana, { sourceId: await make() });
  });

  test("of the library is there already, cannot be made twice and cannot be deleted", async () => {
    const library = (await listSources(studio.dana)).find(({ type }) => type === "library");
    expect(library).toMatchObject({ status: "deployed", deployment: 1, name: "Media library" });
    await expect(deleteSource(studio.dana, { sourceId: library?.id ?? "" })).rejects.toMatchObject({
      code: "conflict",
    });
    const other = { name: "Other", type: "library" as const, config: sourceConfig.parse({}), secrets: {} };
    await expect(createSource(studio.dana, other)).rejects.toMatchObject({ code: "conflict" });
  });
});

test("a domain belongs to one source of the whole server, and the server's own to none", async () => {
  const other = await makeStudio();
  await make({ domains: ["img.example.com"] });
  const late = await makeSource(other.dana, "web_folder", folder({ domains: ["IMG.example.com"] }));
  const source = await findSource(other.dana, late);
  expect(source).toMatchObject({ status: "failed", deployment: null });
  expect(source.deployments[0]?.log.at(-1)?.says).toContain("belongs to another source");
  const attempt = (domain: string) =>
    createSource(studio.dana, {
      name: "Ours",
      type: "web_folder",
      config: { ...folder(), domains: [domain] },
      secrets: {},
    });
  for (const domain of ["localhost", "images.localhost"])
    await expect(attempt(domain)).rejects.toMatchObject({ code: "invalid" });
});

test("what is wrong with a source is told field by field", async () => {
  const attempt = (type: "web_folder" | "s3", origin: Record<string, string>, secrets: Record<string, string> = {}) =>
    createSource(studio.dana, { name: "Wrong", type, config: folder({ origin }), secrets }).catch((error) =>
      error.details.fields.map(({ path }: { path: string }) => path),
    );
  expect(await attempt("web_folder", {})).toEqual(["config.origin.url"]);
  expect(await attempt("web_folder", { url: "images" })).toEqual(["config.origin.url"]);
  expect(await attempt("web_folder", { url: web.url, secret: "x" })).toEqual(["config.origin.secret"]);
  expect(await attempt("s3", { bucket: "press" })).toEqual([
    "config.origin.region",
    "secrets.accessKeyId",
    "secrets.secretAccessKey",
  ]);
  const inTheOpen = { bucket: "press", region: "eu-central-1", secretAccessKey: "x", accessKeyId: "x" };
  expect(await attempt("s3", inTheOpen)).toEqual(
    expect.arrayContaining(["config.origin.secretAccessKey", "secrets.accessKeyId"]),
  );
});

test("credentials are kept sealed, replaced and forgotten, and appear nowhere", async () => {
  const secretAccessKey = randomBytes(20).toString("hex");
  const accessKeyId = randomBytes(10).toString("hex").toUpperCase();
  const printed: string[] = [];
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation((text) => void printed.push(String(text)));
  const storage = await serveWeb((_request, response) => response.end("<ListBucketResult></ListBucketResult>"));
  const origin = { endpoint: storage.url, bucket: "press" };
  const secrets = { accessKeyId, secretAccessKey };
  const id = await makeSource(studio.dana, "s3_compatible", { origin }, { secrets });
  const source = await find(id);
  expect(source).toMatchObject({ status: "deployed", secretsSet: ["accessKeyId", "secretAccessKey"] });
  expect(await findDelivered({ slug: source.slug })).toMatchObject({ secrets });

  const renewed = randomBytes(20).toString("hex");
  await editSource(studio.dana, { sourceId: id, secrets: { secretAccessKey: renewed } });
  expect((await find(id)).changes).toEqual([{ label: "Credentials", before: "as they are", after: "replaced" }]);
  await deploySource(studio.dana, { sourceId: id });
  await runDeploymentOf(id);
  await vi.waitFor(async () =>
    expect(await findDelivered({ slug: source.slug })).toMatchObject({
      secrets: { accessKeyId, secretAccessKey: renewed },
    }),
  );

  const told = [
    JSON.stringify([await find(id), await listSources(studio.dana)]),
    await everythingKept(),
    ...printed,
  ].join();
  for (const secret of [accessKeyId, secretAccessKey, renewed]) expect(told).not.toContain(secret);
  const kept = await systemDb().execute(
    sql`select number from deployments where source_id = ${id} and secrets is not null`,
  );
  expect(kept).toEqual([{ number: 2 }]);
  await deleteSource(studio.dana, { sourceId: id });
  expect(
    await systemDb().execute(sql`select from deployments where source_id = ${id} and secrets is not null`),
  ).toEqual([]);
  vi.restoreAllMocks();
});

test("another token ends what was signed with the one before", async () => {
  const id = await make();
  const { slug, token } = await find(id);
  const { token: renewed } = await rotateToken(studio.dana, { sourceId: id });
  expect(renewed).not.toBe(token);
  await vi.waitFor(async () => expect(await findDelivered({ slug })).toMatchObject({ signingSecret: renewed }));
});

describe("refused", () => {
  test("is whoever has no permission for sources, and other accounts find nothing", async () => {
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
    for (const attempt of attempts(studio.lea)) await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    await expect(listSources(studio.lea)).rejects.toMatchObject({ code: "forbidden" });
    expect((await listSources(stranger)).map((row) => row.id)).not.toContain(id);
    await expect(
      createSource(studio.priya, { name: "Mine", type: "web_folder", config: folder(), secrets: {} }),
    ).rejects.toMatchObject({ code: "forbidden" });
    for (const attempt of attempts(stranger)) await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    expect(await find(id)).toMatchObject({ status: "deployed", deployment: 1 });
  });

  test("is a key for one source at every other", async () => {
    const [mine, other] = [await make(), await make()];
    const key = await asKey(await makeKey(studio.dana, ["sources"], { sourceIds: [mine] }));
    expect((await listSources(key)).map(({ id }) => id)).toEqual([mine]);
    await editSource(key, { sourceId: mine, name: "By key" });
    await expect(findSource(key, other)).rejects.toMatchObject({ code: "not_found" });
    await expect(disableSource(key, { sourceId: other })).rejects.toMatchObject({ code: "not_found" });
    await expect(deleteSource(key, { sourceId: other })).rejects.toMatchObject({ code: "not_found" });
    const another = { name: "Another", type: "web_folder" as const, config: folder(), secrets: {} };
    await expect(createSource(key, another)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("is a second deployment while one is under way", async () => {
    const { id } = await createSource(studio.dana, { name: "Busy", type: "web_folder", config: folder(), secrets: {} });
    const both = await Promise.allSettled([
      deploySource(studio.dana, { sourceId: id }),
      disableSource(studio.dana, { sourceId: id }),
    ]);
    expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await runDeploymentOf(id);
    const many = await Promise.allSettled(Array.from({ length: 5 }, () => deploySource(studio.dana, { sourceId: id })));
    expect(many.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

test("a deployment whose server was killed begins again, ends once, and leaves nothing broken", async () => {
  const { id } = await createSource(studio.dana, { name: "Killed", type: "web_folder", config: folder(), secrets: {} });
  await resumeDeployments();
  expect(await find(id), "one that is under way is left alone").toMatchObject({ status: "deploying" });
  await systemDb().execute(sql`update deployments set started_at = now() - interval '5 minutes',
    log = '[{"at":"2020-01-01T00:00:00Z","outcome":"noted","says":"Deployment 1 begins."}]' where source_id = ${id}`);
  await Promise.all([resumeDeployments(), resumeDeployments()]);
  const source = await find(id);
  expect(source).toMatchObject({ status: "deployed", deployment: 1 });
  const says = source.deployments[0]?.log.map((line) => line.says) ?? [];
  expect(says).toContain("The server stopped on the way. It begins again.");
  expect(says.filter((text) => text === "Number 1 is delivered now.")).toHaveLength(1);
  const findings = await systemDb().transaction((tx) => findBroken(tx));
  expect(findings.flatMap(({ broken }) => broken)).toEqual([]);
});
