import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemDb, withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { surrogateKeyOf } from "@/lib/delivery/rules/surrogate-keys";
import { callDuePurgeHooks, callPurgeHook } from "@/lib/purge/commands/call-hook";
import { editHook, removeHook } from "@/lib/purge/commands/edit-hook";
import { purgeCaches } from "@/lib/purge/commands/purge-caches";
import { retryHook } from "@/lib/purge/commands/retry-hook";
import { findHook } from "@/lib/purge/queries/hook";
import { findPurge } from "@/lib/purge/queries/list-purges";
import { serveCdn } from "@/lib/purge/testing/cdn";
import { putRender } from "@/lib/testing/cache";
import { putFile, putFolder } from "@/lib/testing/library";
import { putDelivered } from "@/lib/testing/pictures";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
const cdn = serveCdn();
const { received, hook } = cdn;

let studio: Studio;
let shop: { id: string; slug: string };

beforeAll(async () => {
  studio = await makeStudio();
  shop = await putDelivered(studio.account, "web_folder", { domains: ["img.shop.example"] });
});

beforeEach(async () => {
  await systemDb()
    .execute(sql`delete from purge_calls`)
    .catch(() => undefined);
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

  test.each([404, 412])("that takes PURGE and has nothing to forget answers %i, which is well", async (status) => {
    await editHook(studio.dana, hook({ method: "PURGE", url: `${cdn.url}/{{key}}`, body: "" }));
    cdn.answerWith(status);
    const id = await purge();
    await call(id);
    expect(await forwardingOf(id)).toMatchObject({ calls: 1, sent: 1, problem: null });
    await editHook(studio.dana, hook());
  });

  test("that is down holds nothing up: it is told later, and the history says so", async () => {
    cdn.answerWith(503);
    const id = await purge();
    await call(id);
    expect(await forwardingOf(id)).toMatchObject({
      sent: 0,
      problem: `127.0.0.1:${cdn.port} answered 503.`,
      nextAt: expect.any(Date),
    });
    await call(id);
    expect(received).toHaveLength(1);
    cdn.answerWith(200);
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
    cdn.answerWith(403);
    const id = await purge();
    await systemDb().execute(sql`update purge_calls set attempts = 15 where purge_id = ${id}`);
    await call(id);
    expect(await forwardingOf(id)).toMatchObject({ dropped: 1, nextAt: null });
    cdn.answerWith(200);
    await expect(retryHook(studio.sofia, { purgeId: id })).rejects.toMatchObject({ code: "forbidden" });
    await retryHook(studio.dana, { purgeId: id });
    await call(id);
    expect(await forwardingOf(id)).toMatchObject({ sent: 1, dropped: 0 });
    await expect(retryHook(studio.dana, { purgeId: id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("is told by keys of all that it can hold, whatever our caches know", async () => {
    await editHook(studio.dana, hook({ body: '{"tags": {{keys}}}' }));
    const lines = [`/i/${shop.slug}/2027/shoe.jpg`, `/i/${shop.slug}/2028/*`, "tag:nowhere"];
    await call(await purge(lines));
    expect(received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      {
        tags: [
          surrogateKeyOf(studio.account.id, { kind: "path", sourceId: shop.id, path: "2027/shoe.jpg" }),
          surrogateKeyOf(studio.account.id, { kind: "prefix", sourceId: shop.id, prefix: "2028/" }),
          surrogateKeyOf(studio.account.id, { kind: "tag", tag: "nowhere" }),
        ],
      },
    ]);
    const waiting = await purge();
    await editHook(studio.dana, hook());
    await call(waiting);
    expect(await forwardingOf(waiting)).toMatchObject({
      dropped: 1,
      problem: "The hook names prefixes now, and this call keys. Purge once more.",
    });
  });

  test("is told of files of the library by their addresses, also when nobody ever asked for them", async () => {
    const library = await putDelivered(studio.account, "library", { basePath: "Press" });
    const press = await putFolder(studio.account, "Press");
    const year = await putFolder(studio.account, "2027", { in: press });
    const file = await putFile(studio.account, "hero one.jpg", { in: year });
    for (const line of [`file:${file}`, `folder:${press}`]) await call(await purge([line]));
    for (const { body } of received) expect(body).toContain(`/i/${library.slug}/2027/hero%20one.jpg`);
    expect(received).toHaveLength(2);
  });

  test("says of how many images the CDN was not told, where addresses are too many", async () => {
    await systemDb().execute(sql`
      insert into cached_renders (account_id, server, key, source_id, path, bytes, tags)
      select ${studio.account.id}, 'srv_1', 'many ' || n, ${shop.id}, 'many/' || n, 1, '{many}' from generate_series(1, 10007) n`);
    const id = await purge(["tag:many"]);
    expect(await forwardingOf(id)).toMatchObject({ calls: 300, untold: 7 });
    await systemDb().execute(sql`delete from cached_renders where source_id = ${shop.id}`);
  });

  test("is told address by address of all below a prefix", async () => {
    await editHook(studio.dana, hook({ body: '{"urls": {{urls}}}' }));
    await putRender(studio.account, shop.id, "2027/shoe.jpg");
    await call(await purge([`/i/${shop.slug}/20*`]));
    expect(received[0]?.body).toContain("img.shop.example/2027/shoe.jpg");
    await editHook(studio.dana, hook());
  });

  test("is called address by address where the hook says so", async () => {
    await editHook(studio.dana, hook({ method: "PURGE", url: `${cdn.url}/?at={{url}}`, body: "" }));
    await call(await purge());
    expect(received).toHaveLength(3);
    expect(new Set(received.map(({ method }) => method))).toEqual(new Set(["PURGE"]));
    await editHook(studio.dana, hook());
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
