import { beforeAll, expect, test } from "vitest";
import { call } from "@/app/api/v1/testing/call";
import { useTestDatabase } from "@/db/testing/database";
import { librarySource, putRender } from "@/lib/testing/cache";
import { makeKey } from "@/lib/testing/keys";
import { putFolder } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
let secret: string;
let source: string;

beforeAll(async () => {
  studio = await makeStudio();
  ({ secret } = await makeKey(studio.dana, ["purge", "media_browse"]));
  source = await librarySource(studio.account);
  for (const path of ["press/hero.jpg", "press/team.jpg", "shop/shoe.jpg"])
    await putRender(studio.account, source, path, { tags: [path.split("/")[0] ?? ""] });
});

const post = (body: unknown, headers?: Record<string, string>) => call("POST", "/purges", { secret, body, headers });

test.each([
  ["addresses", () => ({ urls: [`/i/${studio.account.slug}/press/hero.jpg?w=30`] }), 1],
  ["paths of a source", () => ({ source_id: source, urls: ["press/hero.jpg", "/shop/shoe.jpg"] }), 2],
  ["a prefix of a source", () => ({ source_id: source, prefix: "press/" }), 2],
  ["a prefix", () => ({ prefix: `/i/${studio.account.slug}/press/*` }), 2],
  ["a whole source", () => ({ source_id: source }), 3],
  ["a tag", () => ({ tag: "press" }), 2],
])("by %s", async (_by, body, matched) => {
  const { status, body: purge } = await post({ ...body(), reason: "New retouch" });
  expect(status).toBe(202);
  expect(purge).toMatchObject({ status: "pending", matched, reason: "New retouch", forwarding: null });
  expect(await call("GET", `/purges/${(purge as { id: string }).id}`, { secret })).toMatchObject({
    status: 200,
    body: { matched },
  });
});

test("by a folder that is open to the key", async () => {
  const folder = await putFolder(studio.account, "Press");
  expect(await post({ folder_id: folder })).toMatchObject({ status: 202, body: { first_line: "Folder Press" } });
  expect(await post({ folder_id: "fld_0000" })).toMatchObject({ status: 404 });
});

test.each([
  [{ urls: ["tag:press", "https://elsewhere.example/a.jpg"] }, "urls.1"],
  [{ prefix: "press/" }, "prefix"],
  [{ urls: ["tag:press"], folder_id: "Press" }, "folder_id"],
  [{}, "urls"],
  [{ urls: [] }, "urls"],
  [{ everything: true }, ""],
])("what names nothing of ours is refused at its field: %j", async (body, path) =>
  expect(await post(body)).toMatchObject({ status: 422, body: { errors: [{ path }] } }),
);

test("the same request under one Idempotency-Key purges once", async () => {
  const headers = { "Idempotency-Key": "deploy-4711" };
  const answers = await Promise.all([1, 2, 3].map(() => post({ tag: "press", reason: "Deploy 4711" }, headers)));
  expect(new Set(answers.map(({ body }) => (body as { id: string }).id)).size).toBe(1);
});
