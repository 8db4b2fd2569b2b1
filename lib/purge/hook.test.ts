import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemDb, withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { deleteItems, restoreItems } from "@/lib/media/commands/trash";
import { callDuePurgeHooks, callPurgeHook } from "@/lib/purge/commands/call-hook";
import { forwardChanges } from "@/lib/purge/commands/forward-changes";
import { editHook, removeHook } from "@/lib/purge/commands/edit-hook";
import { purgeCaches } from "@/lib/purge/commands/purge-caches";
import { retryHook } from "@/lib/purge/commands/retry-hook";
import type { Hook } from "@/lib/purge/input";
import { findHook } from "@/lib/purge/queries/hook";
import { previewPurge } from "@/lib/purge/queries/preview-purge";
import { findPurge, listPurges } from "@/lib/purge/queries/list-purges";
import { putRender } from "@/lib/testing/cache";
import { putFile } from "@/lib/testing/library";
import { putDelivered } from "@/lib/testing/pictures";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { openLoopback, serveWeb, type WebServer } from "@/lib/testing/web-server";

useTestDatabase();
openLoopback();

type Received = { method: string; path: string; id: string; authorization: string; body: string };

let studio: Studio;
let shop: { id: string; slug: string };
let cdn: WebServer;
let status = 200;
const received: Received[] = [];

beforeAll(async () => {
  studio = await makeStudio();
  shop = await putDelivered(studio.account, "web_folder", { domains: ["img.shop.example"] });
  cdn = await serveWeb(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { "idempotency-key": id, authorization } = request.headers;
    received.push({
      method: request.method ?? "",
      path: request.url ?? "",
      id: String(id),
      authorization: authorization ?? "",
      body,
    });
    response.writeHead(status).end("{}");
  });
});

beforeEach(async () => {
  status = 200;
  received.length = 0;
  await systemDb()
    .execute(sql`delete from purge_calls`)
    .catch(() => undefined);
});

const hook = (more: Partial<Hook> = {}): Hook => ({
  template: "custom",
  method: "POST",
  url: `${cdn.url}/purge`,
  headers: [{ name: "Authorization", value: "Bearer t0p-secret" }],
  body: '{"prefixes": {{prefixes}}}',
  ...more,
});

async function purge(lines = [`/i/${shop.slug}/2027/shoe.jpg`]): Promise<string> {
  const { id } = await purgeCaches(studio.dana, { lines, sourceId: null, reason: "" });
  return id;
}

const call = (purgeId: string) => callPurgeHook({ accountId: studio.account.id, purgeId });
const forwardingOf = async (id: string) => (await findPurge(studio.dana, id)).forwarding;
const letTimePass = (id: string) =>
  systemDb().execute(sql`update purge_calls set due_at = now() - interval '1 second' where purge_id = ${id}`);

describe("a purge with a CDN in front", () => {
  beforeAll(() => editHook(studio.dana, hook()));

  test("tells it of each place where an image is delivered", async () => {
    const id = await purge();
    expect(await forwardingOf(id)).toMatchObject({ calls: 1, sent: 0 });
    await call(id);
    const { hostname, host } = new URL(process.env.APERTURE_URL ?? "http://localhost:3000");
    expect(received).toEqual([
      {
        method: "POST",
        path: "/purge",
        id: `${id}-1`,
        authorization: "Bearer t0p-secret",
        body: JSON.stringify({
          prefixes: [
            `${host}/i/${shop.slug}/2027/shoe.jpg`,
            `${shop.slug}.${hostname}/2027/shoe.jpg`,
            "img.shop.example/2027/shoe.jpg",
          ],
        }).replace(":", ": "),
      },
    ]);
    expect(await forwardingOf(id)).toMatchObject({ calls: 1, sent: 1, problem: null, nextAt: null });
  });

  test("of a watermark, it is told all that bears it", async () => {
    await putRender(studio.account, shop.id, "boot.jpg", { watermarkPaths: ["marks/logo.png"] });
    for (const line of ["logo.png", "*"]) await call(await purge([`/i/${shop.slug}/marks/${line}`]));
    expect(received.map(({ body }) => body)).toEqual([
      expect.stringMatching(/example\/marks\/logo\.png.*example\/boot\.jpg/),
      expect.stringMatching(/example\/marks\/".*example\/boot\.jpg/),
    ]);
  });

  test("of what has no place of its own, it is told by what is cached", async () => {
    await putRender(studio.account, shop.id, "team photo.jpg", { tags: ["launch"] });
    await call(await purge(["tag:launch"]));
    expect(received[0]?.body).toContain("img.shop.example/team%20photo.jpg");
    await call(await purge(["tag:nowhere"]));
    expect(received).toHaveLength(1);
  });

  test("that is down holds nothing up: it is told later, and the history says so", async () => {
    status = 503;
    const id = await purge();
    await call(id);
    expect(await forwardingOf(id)).toMatchObject({
      sent: 0,
      problem: `127.0.0.1:${cdn.port} answered 503.`,
      nextAt: expect.any(Date),
    });
    await call(id);
    expect(received).toHaveLength(1);
    status = 200;
    await letTimePass(id);
    await callDuePurgeHooks();
    expect(received.map((one) => one.id)).toEqual([`${id}-1`, `${id}-1`]);
    expect(await forwardingOf(id)).toMatchObject({ sent: 1, problem: null });
  });

  test("is told again after a crash between the commit and the call, and between the call and its note", async () => {
    const unsent = await purge();
    await callDuePurgeHooks();
    expect(received.map((one) => one.id)).toEqual([`${unsent}-1`]);
    // Killed once the CDN had answered: nothing was noted, so it is told twice, by the same id.
    await systemDb().execute(sql`update purge_calls set sent_at = null where purge_id = ${unsent}`);
    await letTimePass(unsent);
    await callDuePurgeHooks();
    expect(new Set(received.map((one) => one.id))).toEqual(new Set([`${unsent}-1`]));
    expect(received).toHaveLength(2);
  });

  test("is never told of a purge that was refused", async () => {
    await expect(purge([`/i/${shop.slug}/a.jpg`, "https://elsewhere.example/b.jpg"])).rejects.toMatchObject({
      code: "invalid",
    });
    await callDuePurgeHooks();
    expect(received).toEqual([]);
  });

  test("is told once by two workers", async () => {
    const id = await purge();
    await Promise.all([call(id), call(id), callDuePurgeHooks()]);
    expect(received).toHaveLength(1);
  });

  test("is given up after many tries, until somebody asks again", async () => {
    status = 403;
    const id = await purge();
    await systemDb().execute(sql`update purge_calls set attempts = 15 where purge_id = ${id}`);
    await call(id);
    expect(await forwardingOf(id)).toMatchObject({ dropped: 1, nextAt: null });
    status = 200;
    await expect(retryHook(studio.sofia, { purgeId: id })).rejects.toMatchObject({ code: "forbidden" });
    await retryHook(studio.dana, { purgeId: id });
    await call(id);
    expect(await forwardingOf(id)).toMatchObject({ sent: 1, dropped: 0 });
    await expect(retryHook(studio.dana, { purgeId: id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("is called address by address where the hook says so", async () => {
    await editHook(studio.dana, hook({ method: "PURGE", url: `${cdn.url}/?at={{url}}`, body: "" }));
    await call(await purge());
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ method }) => method))).toEqual(new Set(["PURGE"]));
    await editHook(studio.dana, hook());
  });
});

describe("what changes in the library", () => {
  const forward = () => forwardChanges({ accountId: studio.account.id });
  const changes = () => systemDb().execute(sql`select path from purge_changes where account_id = ${studio.account.id}`);
  let hero: string;

  beforeAll(async () => {
    hero = await putFile(studio.account, "hero.jpg");
    await putRender(studio.account, shop.id, "of the library.jpg", { fileIds: [hero] });
  });

  test("is told to the CDN as a purge that nobody asked for, and counts for no quota", async () => {
    await editHook(studio.dana, hook());
    const { quota } = await previewPurge(studio.dana, { lines: ["tag:launch"], sourceId: null });
    await deleteItems(studio.lea, { fileIds: [hero], folderIds: [] });
    await forward();
    const [made] = (await listPurges(studio.dana, { limit: 1 })).rows;
    expect(made).toMatchObject({
      first: `/i/${shop.slug}/of the library.jpg`,
      reason: "Changed in the library",
      createdBy: "System",
    });
    await call(made?.id ?? "");
    expect(received[0]?.body).toContain("img.shop.example/of%20the%20library.jpg");
    expect(await changes()).toHaveLength(0);
    expect((await previewPurge(studio.dana, { lines: ["tag:launch"], sourceId: null })).quota).toEqual(quota);
    await forward();
    expect((await listPurges(studio.dana, { limit: 1 })).rows[0]?.id).toBe(made?.id);
  });

  test("is not told twice where somebody purges it", async () => {
    await restoreItems(studio.lea, { fileIds: [hero], folderIds: [] });
    await forward();
    await purge([`file:${hero}`]);
    expect(await changes()).toHaveLength(0);
  });

  test("is nobody's matter without a hook", async () => {
    await removeHook(studio.dana);
    await deleteItems(studio.lea, { fileIds: [hero], folderIds: [] });
    expect(await changes()).toHaveLength(0);
  });
});

describe("the hook", () => {
  test("never tells its secrets, and keeps those that are not given anew", async () => {
    await editHook(studio.dana, hook());
    await editHook(studio.dana, hook({ headers: [{ name: "Authorization", value: null }] }));
    expect(JSON.stringify(await findHook(studio.dana))).not.toContain("t0p-secret");
    const rows = await systemDb().execute(
      sql`select (select json_agg(h) from purge_hooks h) as hooks, (select json_agg(e) from audit_events e) as events`,
    );
    expect(JSON.stringify(rows)).not.toContain("t0p-secret");
    await call(await purge());
    expect(received[0]?.authorization).toBe("Bearer t0p-secret");
    await expect(editHook(studio.dana, hook({ headers: [{ name: "X-Other", value: null }] }))).rejects.toMatchObject({
      code: "invalid",
      details: { fields: [{ path: "headers.0.value" }] },
    });
  });

  test("reaches no private network that the operator did not open", async () => {
    await editHook(studio.dana, hook({ url: "http://169.254.169.254/latest/meta-data" }));
    const id = await purge();
    await call(id);
    expect(await forwardingOf(id)).toMatchObject({
      sent: 0,
      problem: "169.254.169.254 is in a private network, which sources may not reach.",
    });
  });

  test("is for whoever may change webhooks", async () => {
    const refused = { code: "forbidden", details: { operation: "settings.webhooks" } };
    for (const actor of [studio.lea, studio.sofia, studio.jonah, studio.priya]) {
      await expect(editHook(actor, hook())).rejects.toMatchObject(refused);
      await expect(removeHook(actor)).rejects.toMatchObject(refused);
      await expect(findHook(actor)).rejects.toMatchObject(refused);
    }
  });

  test("once taken away tells nothing more and leaves no credentials", async () => {
    await editHook(studio.dana, hook());
    const id = await purge();
    await removeHook(studio.dana);
    await removeHook(studio.dana);
    await call(id);
    expect(received).toEqual([]);
    expect(await forwardingOf(id)).toMatchObject({ sent: 0, dropped: 1, problem: "The hook was taken away." });
    expect(await withAccount(studio.account.id, (tx) => tx.execute(sql`select from purge_hooks`))).toHaveLength(0);
    expect(await forwardingOf(await purge())).toBeNull();
  });
});
