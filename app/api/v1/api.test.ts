import { afterAll, beforeAll, expect, test } from "vitest";
import { GET as nowhere } from "@/app/api/v1/[...unknown]/route";
import { call } from "@/app/api/v1/testing/call";
import { useTestDatabase } from "@/db/testing/database";
import { flushUses } from "@/lib/api-keys/commands/count-use";
import { keysSearch } from "@/lib/api-keys/input";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { listKeys } from "@/lib/api-keys/queries/list-keys";
import { listEvents } from "@/lib/audit/queries/list-events";
import { age, expire, makeKey, setKeyLimit } from "@/lib/testing/keys";
import { everythingKept, forgetFirstAnswers } from "@/lib/testing/storage";
import { joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";
import { changeAccess } from "@/lib/users/commands/change-access";

useTestDatabase();

let studio: Studio;
let admin: { id: string; secret: string };
beforeAll(async () => {
  studio = await makeStudio({ seatLimit: 1000 });
  await setKeyLimit(studio.account, 1000);
  admin = await makeKey(studio.mira, ["account_admin"]);
});
afterAll(flushUses);

const asAdmin = (more: object = {}) => ({ secret: admin.secret, ...more });

test("a key says of itself what it can do now, and what sleeps since when and why", async () => {
  const nils = await joinAccount(studio.account, { name: "Nils Berg", role: "developer" });
  const key = await makeKey(nils, ["purge", "media_edit"], { rateLimit: 100, ipRanges: ["203.0.113.0/24"] });
  const path = `/members/${nils.memberId}`;
  expect((await call("PATCH", path, asAdmin({ body: { role: "media_library_view_only_access" } }))).status).toBe(200);
  expect((await call("GET", "/me", key)).body).toMatchObject({
    id: key.id,
    account: { id: studio.account.id, plan: "enterprise" },
    owner: { id: nils.memberId, name: "Nils Berg" },
    permissions: ["media_edit", "purge"],
    effective_permissions: ["media_browse", "media_shared"],
    dormant_permissions: [
      {
        permission: "purge",
        reason: "ci-deploy changed Nils Berg's role from Developer to Media library view-only.",
      },
      { permission: "media_edit" },
    ],
    limits: { rate_limit: 100, ip_ranges: ["203.0.113.0/24"], source_ids: null, folder_ids: null },
  });
});

test("the plan tells all that it limits", async () => {
  const { secret } = await makeKey(studio.priya, ["billing"]);
  expect((await call("GET", "/billing/plan", { secret })).body).toMatchObject({
    plan: "enterprise",
    limits: {
      seats: 1000,
      keys: 1000,
      purges: 20_000,
      request_days: 90,
      figure_days: 800,
      user_management: true,
      groups: true,
      restricted_role: true,
    },
  });
});

test("a key lives through create, edit, rotation, suspension and revocation", async () => {
  const body = { name: "child", permissions: ["purge"], ip_ranges: ["2001:DB8::1/32"] };
  const made = (await call("POST", "/api-keys", asAdmin({ body }))).body;
  expect(made).toMatchObject({
    name: "child",
    status: "active",
    ip_ranges: ["2001:db8::/32"],
    owner: { name: "Mira Okafor" },
  });
  const path = `/api-keys/${String(made.id)}`;
  expect((await call("PATCH", path, asAdmin({ body: { ip_ranges: null, name: "renamed" } }))).body).toMatchObject({
    name: "renamed",
    ip_ranges: null,
    permissions: ["purge"],
  });
  const secret = String(made.secret);
  expect((await call("GET", "/me", { secret })).status).toBe(200);
  await call("PUT", `${path}/suspension`, asAdmin());
  expect((await call("GET", "/me", { secret })).status).toBe(401);
  await call("DELETE", `${path}/suspension`, asAdmin());
  const fresh = (await call("PUT", `${path}/rotation`, asAdmin({ body: { grace: "PT1H" } }))).body;
  expect((await call("GET", "/me", { secret })).status).toBe(200);
  await expire({ id: String(made.id) });
  expect((await call("GET", "/me", { secret })).status).toBe(401);
  expect((await call("GET", "/me", { secret: String(fresh.secret) })).status).toBe(200);
  await call("DELETE", `/api-keys/${String(fresh.id)}`, asAdmin());
  expect((await call("GET", "/me", { secret: String(fresh.secret) })).status).toBe(401);
});

test("none of the requests that begin after a demotion was acknowledged succeeds", async () => {
  const nils = await joinAccount(studio.account, { role: "account_administrator" });
  const { secret } = await makeKey(nils, ["account_admin"]);
  const ask = async () => (await call("GET", "/audit-events?limit=1", { secret })).status;
  const inFlight = Promise.all(Array.from({ length: 200 }, ask));
  await changeAccess(studio.mira, { memberId: nils.memberId, roleId: "finance" });
  const late = await Promise.all(Array.from({ length: 50 }, ask));
  expect(await inFlight).toContain(200);
  expect(late).toContain(403);
  expect(late).not.toContain(200);
});

test("twenty under one Idempotency-Key make one key and get one answer; the database cannot read it", async () => {
  const headers = { "idempotency-key": "order-1" };
  const body = { name: "idempotent", permissions: ["purge"] };
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => call("POST", "/api-keys", asAdmin({ headers, body }))),
  );
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers.filter(({ headers: sent }) => sent.get("idempotency-replayed") === "true")).toHaveLength(19);
  expect((await listKeys(studio.mira, keysSearch.parse({ q: "idempotent" }))).total).toBe(1);
  expect(await everythingKept()).not.toContain(String(answers[0]?.body.secret));

  const other = await call("POST", "/api-keys", asAdmin({ headers, body: { ...body, name: "another" } }));
  expect(other).toMatchObject({ status: 409, body: { code: "conflict" } });
  const elsewhere = await call("POST", "/roles", asAdmin({ headers, body: { name: "x", permissions: ["purge"] } }));
  expect(elsewhere.status).toBe(409);
});

test("a refusal is not kept: the same request may be tried again", async () => {
  const nils = await joinAccount(studio.account, { role: "finance" });
  const headers = { "idempotency-key": "order-2" };
  const request = { headers, body: { grants: [{ permission: "purge" }] } };
  const { secret, id } = await makeKey(studio.tomas, ["account_admin"]);
  await call("PUT", `/api-keys/${id}/suspension`, asAdmin());
  expect((await call("PUT", `/members/${nils.memberId}/grants`, { secret, ...request })).status).toBe(401);
  await call("DELETE", `/api-keys/${id}/suspension`, asAdmin());
  expect((await call("PUT", `/members/${studio.tomas.memberId}/grants`, { secret, ...request })).status).toBe(403);
  expect(
    (
      await call("PUT", `/members/${nils.memberId}/grants`, {
        secret,
        headers: { "idempotency-key": "order-3" },
        body: request.body,
      })
    ).status,
  ).toBe(200);
  expect((await call("PUT", `/members/${studio.tomas.memberId}/grants`, { secret, ...request })).status).toBe(403);
});

test("a first request that was cut short is told as that, and after a day its name is free", async () => {
  const headers = { "idempotency-key": "order-4" };
  const request = asAdmin({ headers, body: { name: "cut short", permissions: [] } });
  await call("POST", "/api-keys", request);
  await forgetFirstAnswers("order-4");
  const told = await call("POST", "/api-keys", request);
  expect(told).toMatchObject({ status: 409, body: { code: "conflict" } });
  await forgetFirstAnswers("order-4", { hoursAgo: 25 });
  expect((await call("POST", "/api-keys", request)).status).toBe(201);
});

test("a key has its own rate limit, told before it is reached and with when it ends", async () => {
  const { secret } = await makeKey(studio.dana, [], { rateLimit: 3 });
  const told = [];
  for (let i = 0; i < 5; i++) told.push(await call("GET", "/me", { secret }));
  expect(told.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
  expect(told[0]?.headers.get("ratelimit")).toMatch(/^"key";r=2;t=/);
  expect(told[0]?.headers.get("ratelimit-policy")).toContain('"key";q=3;w=60');
  expect(Number(told[3]?.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("guessing is slowed by address, and a claimed forwarding address does not help", async () => {
  const wrong = (i: number, ip: string) =>
    call("GET", "/me", { secret: "x".repeat(40), ip, headers: { "x-forwarded-for": `192.0.2.${i % 250}` } });
  const told = await Promise.all(Array.from({ length: 320 }, (_, i) => wrong(i, `2001:db8:1:2::${i.toString(16)}`)));
  expect(told.filter(({ status }) => status === 401)).toHaveLength(300);
  expect(told.filter(({ status }) => status === 429)).toHaveLength(20);
  expect((await wrong(1, "2001:db8:1:3::1")).status).toBe(401);
  expect((await call("GET", "/me", { ...asAdmin(), ip: "2001:db8:1:2::1" })).status).toBe(200);
});

test("uses are counted by operation, refusals apart and in the audit log once", async () => {
  const key = await makeKey(studio.dana, ["purge"]);
  for (let i = 0; i < 3; i++) await call("GET", "/me", key);
  for (let i = 0; i < 3; i++) await call("GET", "/members", key);
  await flushUses();
  const { uses, lastUsed } = await findKey(studio.dana, key.id);
  expect(uses).toMatchObject([
    { operation: "api.describe", requests: 3, refused: 0 },
    { operation: "users.view", requests: 0, refused: 3 },
  ]);
  expect(lastUsed).toMatchObject({ ip: "203.0.113.7", path: "GET /api/v1/members" });
  const { rows } = await listEvents(studio.mira, { key: key.id, operation: "access.refused" });
  expect(rows).toMatchObject([
    {
      operation: "access.refused",
      after: { operation: "users.view", missingPermissions: ["account_admin"] },
      requestId: "request",
    },
  ]);
});

test("a change by key names the key and its owner in the audit log, with the request", async () => {
  const { body } = await call("POST", "/roles", asAdmin({ body: { name: "By key", permissions: ["purge"] } }));
  const { body: events } = await call("GET", `/audit-events?target=${String(body.id)}`, asAdmin());
  expect(events.data).toMatchObject([
    {
      operation: "roles.create",
      actor: { kind: "key", id: studio.mira.memberId, name: "Mira Okafor" },
      via: { id: admin.id },
      ip: "203.0.113.7",
      request_id: "request",
    },
  ]);
  const csv = await call("GET", `/audit-events?format=csv&target=${String(body.id)}`, asAdmin());
  expect(csv.text.split("\n")[1]).toContain("roles.create");
});

test("nobody changes their own access by a key of theirs, nor gives what the key lacks", async () => {
  const own = await call("PATCH", `/members/${studio.mira.memberId}`, asAdmin({ body: { role: "finance" } }));
  expect(own).toMatchObject({ status: 403, body: { operation: "users.edit" } });
  const suspended = await call("PATCH", `/members/${studio.mira.memberId}`, asAdmin({ body: { status: "suspended" } }));
  expect(suspended.status).toBe(403);
});

test("role and status of a member change together, or neither does", async () => {
  const nils = await joinAccount(studio.account, { role: "developer" });
  const path = `/members/${nils.memberId}`;
  const neither = await call(
    "PATCH",
    path,
    asAdmin({ body: { status: "suspended", role: "rol_00000000000000000000000x" } }),
  );
  expect(neither.status).toBe(404);
  expect((await call("GET", path, asAdmin())).body).toMatchObject({ status: "active", role: "developer" });
  const both = await call("PATCH", path, asAdmin({ body: { status: "suspended", role: "finance" } }));
  expect(both.body).toMatchObject({ status: "suspended", role: "finance" });
});

test("inviting one answers one, many a list, and whoever needs none is told why", async () => {
  const one = await call("POST", "/invitations", asAdmin({ body: { email: "one@example.com", role: "finance" } }));
  expect(one.body).toMatchObject({ email: "one@example.com", role: "finance", status: "invited" });
  const again = await call("POST", "/invitations", asAdmin({ body: { email: "ONE@example.com" } }));
  expect(again).toMatchObject({ status: 409 });
  const emails = ["two@example.com", "one@example.com", "dana@northlight.studio"];
  const many = await call("POST", "/invitations", asAdmin({ body: { emails, permissions: ["purge"] } }));
  expect(many.body).toMatchObject({
    data: [{ email: "two@example.com", permissions: ["purge"] }],
    skipped: [{ email: "one@example.com" }, { reason: "Dana Kessler is already a member." }],
  });
});

test("an address that is none is a problem like any other, for whoever has a key", async () => {
  const ask = (headers: Record<string, string>) =>
    nowhere(new Request("http://localhost/api/v1/nothing?a=1", { headers }), { params: Promise.resolve({}) });
  expect((await ask({})).status).toBe(401);
  const told = await ask({ authorization: `Bearer ${admin.secret}` });
  expect(told.status).toBe(404);
  expect(await told.json()).toMatchObject({
    code: "not_found",
    detail: "There is no such address, or it is not open to you.",
  });
});

test("pages together are the list", async () => {
  for (const path of ["/roles", "/members", "/api-keys", "/invitations", "/audit-events"]) {
    const whole = (await call("GET", `${path}?limit=1000`, asAdmin())).body.data as { id: string }[];
    const read: { id: string }[] = [];
    let cursor: unknown = "";
    for (let page = 0; cursor !== null && page < 100; page++) {
      const query: string = cursor ? `&cursor=${encodeURIComponent(String(cursor))}` : "";
      const { body } = await call("GET", `${path}?limit=${path === "/audit-events" ? 50 : 3}${query}`, asAdmin());
      read.push(...(body.data as { id: string }[]));
      cursor = body.next_cursor;
    }
    expect([path, read.map(({ id }) => id)]).toEqual([path, whole.map(({ id }) => id)]);
  }
});

test("no secret is kept anywhere, whatever was done with it", async () => {
  const { secret, id } = await makeKey(studio.dana, ["purge"]);
  await call("GET", "/members", { secret });
  await call("POST", "/keys/revoke", { body: { key: secret } });
  await call("GET", "/me", { secret });
  await age({ id }, 1);
  await flushUses();
  const kept = await everythingKept();
  for (const text of [secret, secret.slice(12), admin.secret]) expect(kept).not.toContain(text);
});
