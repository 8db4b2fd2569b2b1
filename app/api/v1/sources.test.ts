import { beforeAll, expect, test } from "vitest";
import { call } from "@/app/api/v1/testing/call";
import { useTestDatabase } from "@/db/testing/database";
import { makeKey } from "@/lib/testing/keys";
import { countRequests, runDeploymentOf } from "@/lib/testing/sources";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { openLoopback, serveWeb } from "@/lib/testing/web-server";

useTestDatabase();
openLoopback();

let studio: Studio;
let secret: string;
let origin: { url: string };

beforeAll(async () => {
  studio = await makeStudio();
  ({ secret } = await makeKey(studio.dana, ["sources"]));
  origin = { url: (await serveWeb((_request, response) => response.writeHead(404).end())).url };
});

test("a source lives through creation, a draft, deployments, a roll back, a pause and its end", async () => {
  const body = { name: "Press images", type: "web_folder", settings: { origin } };
  const made = await call("POST", "/sources", { secret, body });
  expect(made).toMatchObject({ status: 201, body: { slug: "press-images", status: "deploying", deployment: null } });
  const id = String(made.body.id);
  const path = `/sources/${id}`;
  await runDeploymentOf(id);
  expect((await call("GET", path, { secret })).body).toMatchObject({
    status: "deployed",
    deployment: { number: 1 },
    url: expect.stringMatching(/\/i\/press-images$/),
    settings: { origin, signed_only: false, cache: { mode: "respect", seconds: 86_400, error_seconds: 60 } },
  });

  const settings = { base_path: "2027", signed_only: true };
  expect((await call("PATCH", path, { secret, body: { name: "Press", settings } })).body).toMatchObject({
    name: "Press",
    settings: { base_path: "" },
    draft: { base_path: "2027", origin },
    changes: [
      { setting: "Base path", before: "none", after: "2027" },
      { setting: "Signed addresses only", before: "no", after: "yes" },
    ],
  });
  expect(await call("POST", `${path}/deployments`, { secret, body: {} })).toMatchObject({
    status: 202,
    body: { number: 2, status: "deploying", deployed_by: "ci-deploy" },
  });
  await runDeploymentOf(id);
  await call("POST", `${path}/deployments`, { secret, body: { restore: 1 } });
  await runDeploymentOf(id);
  expect((await call("GET", `${path}/deployments?limit=2`, { secret })).body).toMatchObject({
    data: [{ number: 3, restored: 1, status: "deployed" }, { number: 2 }],
    next_cursor: expect.any(String),
  });

  expect((await call("PATCH", path, { secret, body: { enabled: false } })).body).toMatchObject({
    enabled: false,
    status: "disabled",
  });
  expect((await call("POST", `${path}/deployments`, { secret, body: {} })).status).toBe(409);
  expect((await call("PATCH", path, { secret, body: { enabled: true } })).body).toMatchObject({ enabled: true });

  await countRequests(studio.account, id, 3);
  expect(await call("DELETE", path, { secret })).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining("3 requests") },
  });
  expect((await call("DELETE", `${path}?name=Press`, { secret })).status).toBe(204);
  expect((await call("GET", path, { secret })).status).toBe(404);
});

test("a connection test names the part that fails, and reaches nothing inside", async () => {
  const test = async (url: string) =>
    (await call("POST", "/connection-tests", { secret, body: { type: "web_folder", settings: { origin: { url } } } }))
      .body;
  expect(await test(origin.url)).toMatchObject({ passed: true });
  expect(await test("http://169.254.169.254/latest/meta-data")).toMatchObject({
    passed: false,
    parts: [{ part: "Address", passed: false }],
  });
});

test("wrong fields are refused by name, and credentials never come back", async () => {
  const bad = { name: "Bad", type: "s3", settings: { origin: { bucket: "x" } }, secrets: { password: "hidden-word" } };
  const refused = await call("POST", "/sources", { secret, body: bad });
  expect(refused).toMatchObject({ status: 422 });
  expect(refused.text).not.toContain("hidden-word");
  const good = {
    name: "Bucket",
    type: "s3",
    settings: { origin: { bucket: "press", region: "nowhere-0" } },
    secrets: { accessKeyId: "AKIAHIDDEN", secretAccessKey: "hidden-word" },
  };
  const made = await call("POST", "/sources", { secret, body: good });
  await runDeploymentOf(String(made.body.id));
  const read = await call("GET", `/sources/${String(made.body.id)}`, { secret });
  expect(read.body).toMatchObject({ status: "failed", secrets_set: ["accessKeyId", "secretAccessKey"] });
  expect(made.text + read.text).not.toMatch(/AKIAHIDDEN|hidden-word/);
});
