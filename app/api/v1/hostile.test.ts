import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, DOORS, nameOf } from "@/app/api/v1/testing/call";
import { SAMPLES } from "@/app/api/v1/testing/samples";
import { useTestDatabase } from "@/db/testing/database";
import { flushUses } from "@/lib/api-keys/commands/count-use";
import { useDataFolder } from "@/lib/testing/data-folder";
import { makeKey, setKeyLimit } from "@/lib/testing/keys";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

let studio: Studio;
let secret: string;
beforeAll(async () => {
  studio = await makeStudio({ seatLimit: 10_000 });
  await setKeyLimit(studio.account, 10_000);
  ({ secret } = await makeKey(studio.mira, ["account_admin"]));
});
afterAll(flushUses);

const WRITING = DOORS.filter(({ route: { spec } }) => spec.body && !spec.isForm).map((door) => ({
  name: nameOf(door),
  door,
}));
const LISTS = DOORS.filter(({ method, route }) => method === "GET" && route.spec.query).map(({ path }) => path);

const MALFORMED: Record<string, string> = {
  nothing: "",
  "half an object": '{"name":',
  "a name twice": '{"name":"a","name":"b"}',
  "U+0000": '{"name":"a\\u0000b"}',
  "half a surrogate pair": '{"name":"\\udc00"}',
  "33 levels": `{"a":${"[".repeat(33)}${"]".repeat(33)}}`,
  "100,000 levels": "[".repeat(100_000),
};

const INVALID: Record<string, string> = {
  null: "null",
  "a list": "[]",
  "a text": '"body"',
  "a huge number": "1e400",
  "no field": "{}",
  "an unknown field": '{"role_id":"account_administrator"}',
  "the prototype": '{"__proto__":{"permissions":["account_admin"]}}',
  "its constructor": '{"constructor":{"prototype":{"admin":true}}}',
};

/** What an attacker adds to a body in the hope that someone writes it down as it comes. */
const HOSTILE_FIELDS = [
  "id",
  "account_id",
  "accountId",
  "owner_id",
  "ownerId",
  "role_id",
  "roleId",
  "is_admin",
  "started_by",
].concat(
  [
    "startedAt",
    "ended_at",
    "secret",
    "secret_hash",
    "secretHash",
    "prefix",
    "plan",
    "seat_limit",
    "created_at",
    "status_code",
  ],
  [
    "memberId",
    "member",
    "operation_id",
    "built_in",
    "effective_permissions",
    "member_count",
    "constructor",
    "__proto__",
  ],
);

describe.each(WRITING)("$name", ({ door }) => {
  const send = async (body: unknown, headers: Record<string, string> = {}) => {
    const sample = await SAMPLES[nameOf(door)]?.(studio);
    return call(door.method, sample?.path ?? "", { secret, body, headers });
  };

  test.each(Object.keys(MALFORMED))("with %s is malformed", async (what) => {
    expect(await send(MALFORMED[what])).toMatchObject({ status: 400, body: { code: "malformed" } });
  });

  test.each(Object.keys(INVALID).filter((what) => what !== "no field"))("with %s is invalid", async (what) => {
    expect(await send(INVALID[what])).toMatchObject({ status: 422, body: { code: "invalid" } });
  });

  test("refuses each hostile field by its name", async () => {
    for (const field of HOSTILE_FIELDS) {
      const sample = await SAMPLES[nameOf(door)]?.(studio);
      if (Object.hasOwn(sample?.body ?? {}, field)) continue;
      const body = JSON.stringify(sample?.body).replace(/^\{/, `{${JSON.stringify(field)}:"x",`);
      const { status } = await call(door.method, sample?.path ?? "", { secret, body });
      expect([field, status]).toEqual([field, 422]);
    }
  });

  test("takes no other type than JSON, and no ten megabytes", async () => {
    expect((await send("{}", { "content-type": "text/plain" })).status).toBe(415);
    expect((await send("a=1", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(415);
    expect((await send(`{"a":"${"x".repeat(10_000_000)}"}`)).status).toBe(413);
  });

  test("answers whatever JSON with what its description promises", async () => {
    const sample = await SAMPLES[nameOf(door)]?.(studio);
    const names = Object.keys((sample?.body ?? {}) as object);
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(1e308, -1, 2 ** 53, "x".repeat(10_000), "\r\n", "'; --"),
    );
    const bodies = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.dictionary(fc.constantFrom(...names, "name"), odd),
      fc.tuple(fc.constantFrom(...names), odd).map(([name, value]) => ({ ...(sample?.body as object), [name]: value })),
    );
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        expect((await call(door.method, sample?.path ?? "", { secret, body })).status).toBeLessThan(500);
      }),
      { numRuns: 40 },
    );
  });
});

const ODD_QUERIES = [
  "limit=0",
  "limit=1001",
  "limit=-1",
  "limit=1.5",
  "limit=abc",
  "limit=1e9",
  "limit=",
  "cursor=nonsense",
  `cursor=${Buffer.from('{"sort":"name","side":"after","key":{"a":1},"id":"x"}').toString("base64url")}`,
  `cursor=${"x".repeat(5000)}`,
  "nonsense=1",
  "__proto__=1",
];

test.each(LISTS)("GET %s refuses odd parameters by name", async (path) => {
  const about = (await SAMPLES[`GET ${path}`]?.(studio))?.path.split("?")[0] ?? "";
  for (const query of ODD_QUERIES)
    expect([query, (await call("GET", `${about}?${query}`, { secret })).status]).toEqual([query, 422]);
  for (const query of ["limit=1&limit=2", "cursor=%00", "%00=1"])
    expect([query, (await call("GET", `${about}?${query}`, { secret })).status]).toEqual([query, 400]);
  const sorts = [
    "sort=name%3B%20drop%20table%20members",
    "sort=(select%201)",
    "q=%27%20or%20%27%27%3D%27&sort=nonsense",
  ];
  for (const query of sorts) expect((await call("GET", `${about}?${query}`, { secret })).status).toBe(422);
});

test("whatever the parameters, a list answers as described", async () => {
  const values = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom("1", "name", "%", "_", "\\", "'", "active", "purge"),
  );
  const names = fc.constantFrom(
    "q",
    "sort",
    "limit",
    "cursor",
    "status",
    "permission",
    "owner",
    "role",
    "from",
    "to",
    "actor",
    "zone",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...LISTS.filter((path) => !path.includes("{"))),
      fc.dictionary(names, values),
      async (path, query) => {
        expect((await call("GET", `${path}?${new URLSearchParams(query)}`, { secret })).status).toBeLessThan(500);
      },
    ),
    { numRuns: 200 },
  );
});
