import fs from "node:fs";
import path from "node:path";
import type { APIRequestContext, BrowserContext } from "@playwright/test";
import { canEver } from "@/lib/permissions/can";
import { isOperation } from "@/lib/permissions/operations";
import { closureOf, type Permission, PERMISSION_IDS } from "@/lib/permissions/permissions";
import { ROLES } from "@/lib/permissions/roles";
import { ACTIONS, ADDRESSES, KEY_ADDRESSES, type Opens } from "./doors";
import { expect, surroundings, test } from "./fixtures";
import { makeAccount, makePerson, type Person, signedIn, withDatabase } from "./people";

const server = path.resolve(import.meta.dirname, "../.next/server");
const readManifest = (name: string) => JSON.parse(fs.readFileSync(path.join(server, name), "utf8"));

/** The address of a page or route: groups in round brackets are folders only. */
const addressOf = (entry: string) =>
  entry
    .replace(/^app/, "")
    .replaceAll(/\/\([^)]+\)/g, "")
    .replace(/\/(page|route)$/, "") || "/";

const built = Object.keys(readManifest("app-paths-manifest.json") as Record<string, string>)
  .map(addressOf)
  .filter((address) => !address.startsWith("/_"));

type Reference = { exportedName: string; workers: Record<string, unknown> };
const references = Object.entries(
  (readManifest("server-reference-manifest.json") as { node: Record<string, Reference> }).node,
);

/** An asker of the matrix: what they hold, and where the session stands. */
type Asker = { name: string; person: Person | null; permissions: Permission[]; member: boolean };

let account: { id: string; slug: string };
let askers: Asker[];

test.beforeAll(async () => {
  const database = surroundings.E2E_DATABASE_URL;
  account = await makeAccount(database);
  const finance: Asker = {
    name: "someone of Finance",
    person: await makePerson(database, { account, role: "finance" }),
    permissions: [...ROLES.finance.permissions],
    member: true,
  };
  const holding = async (name: string, permissions: Permission[]): Promise<Asker> => {
    const person = await makePerson(database, { account, name, role: null });
    await withDatabase(database, async (sql) => {
      for (const permission of permissions)
        await sql`insert into permission_grants (account_id, id, member_id, permission, started_by)
          values (${account.id}, ${`grt_${person.memberId.slice(4)}${permission.replaceAll("_", "")}`}, ${person.memberId}, ${permission}, 'system')`;
    });
    return { name, person, permissions, member: true };
  };
  const suspended = await holding("suspended administrator", ["account_admin"]);
  await withDatabase(
    database,
    (sql) => sql`insert into suspensions (account_id, id, member_id, started_by)
      values (${account.id}, 'sus_doors', ${suspended.person?.memberId ?? ""}, 'system')`,
  );
  askers = [
    { name: "nobody signed in", person: null, permissions: [], member: false },
    {
      name: "an administrator of another account",
      person: await makePerson(database, { role: "account_administrator" }),
      permissions: [],
      member: false,
    },
    { ...suspended, permissions: [], member: false },
    await holding("a member without permissions", []),
    finance,
    ...(await Promise.all(PERMISSION_IDS.map((permission) => holding(permission, [permission])))),
  ];
});

/** What the policy says, asked apart from any door. */
function mayEnter({ person, permissions, member }: Asker, opens: Opens): boolean {
  if (opens === "everybody") return true;
  if (opens === "signed in") return person !== null;
  if (opens === "members") return member;
  if (!isOperation(opens)) return false;
  const asker = {
    kind: "member",
    memberId: person?.memberId ?? null,
    active: member,
    permissions: closureOf(permissions),
  } as const;
  return canEver(asker, opens);
}

test("Finance enters what Billing, Analytics and every member enters, and no other door", () => {
  const [finance, none] = ["someone of Finance", "a member without permissions"].map(
    (name) => askers.find((asker) => asker.name === name) as Asker,
  ) as [Asker, Asker];
  const doors = [...Object.values(ADDRESSES), ...Object.values(ACTIONS).map(({ opens }) => opens)];
  const own = doors.filter((opens) => mayEnter(finance, opens) && !mayEnter(none, opens));
  expect([...new Set(own.map((opens) => opens.split(".")[0]))].toSorted()).toEqual(["analytics", "billing"]);
});

test("every page and route stands in the matrix, and nothing else does", () => {
  const listed = built.filter((address) => !address.startsWith(KEY_ADDRESSES) || address in ADDRESSES);
  expect(listed.toSorted()).toEqual(Object.keys(ADDRESSES).toSorted());
});

test("every server action stands in the matrix, and nothing else does", () => {
  const names = [...new Set(references.map(([, { exportedName }]) => exportedName))];
  expect(names.toSorted()).toEqual(Object.keys(ACTIONS).toSorted());
});

test("each page opens for those it should and is not there for the others", async ({ newPerson }) => {
  for (const asker of askers) {
    const { request } = await contextOf(asker, newPerson);
    for (const [address, opens] of Object.entries(ADDRESSES).filter(([one]) => one.startsWith("/[account]"))) {
      const url = address.replace("[account]", account.slug);
      // A stream would not end; that it refuses is all that can be read of it.
      if (address.endsWith("/live") && mayEnter(asker, opens)) continue;
      const answer = await request.get(url, { maxRedirects: 0 });
      // A route for one file that was asked for none.
      const expected = mayEnter(asker, opens) ? [200, 307, 422] : refusals(asker, address);
      expect(expected, `${asker.name} at ${url}`).toContain(answer.status());
      if (answer.status() === 307 && !asker.person) expect(answer.headers().location).toMatch(/^\/sign-in/);
    }
  }
});

/** Pages lead the signed-out to the way in; everything else answers as if it were not there. */
const refusals = (asker: Asker, address: string) => {
  if (address.endsWith("/live")) return [204];
  return asker.person || /\/(export|pdf|upload)$/.test(address) ? [404] : [307];
};

test("no route of the API answers without a key", async ({ request }) => {
  for (const address of built.filter((one) => one.startsWith(KEY_ADDRESSES) && !(one in ADDRESSES))) {
    const answer = await request.get(address.replaceAll(/\[\w+\]/g, "x"));
    expect([401, 405], address).toContain(answer.status());
  }
});

test("a method that the API does not have is refused with those that it has", async ({ request }) => {
  const answer = await request.delete("/api/v1/me");
  expect(answer.status()).toBe(405);
  expect(answer.headers()).toMatchObject({
    allow: expect.stringContaining("GET"),
    "content-type": "application/problem+json",
  });
});

test("the outbox is there in the demo alone", async ({ request }) => {
  expect((await request.get("/outbox")).status()).toBe(404);
  expect((await request.get(`${surroundings.E2E_DEMO_URL}/outbox`)).status()).toBe(200);
});

test("each action refuses those it should, and a refusal changes nothing", async ({ newPerson }) => {
  for (const asker of askers) {
    const { request } = await contextOf(asker, newPerson);
    const before = await fingerprint();
    for (const [name, { opens, input }] of Object.entries(ACTIONS)) {
      if (input === undefined || mayEnter(asker, opens)) continue;
      const answer = await callAction(request, name, [account.slug, input, SUBMISSION]);
      expect(answer, `${asker.name} calling ${name}`).toMatch(
        /"ok":false,"code":"(unauthenticated|forbidden|not_found)"/,
      );
    }
    expect(await fingerprint(), asker.name).toEqual(before);
  }
});

test("no action runs for a page of another site", async ({ newPerson }) => {
  const admin = askers.find(({ name }) => name === "account_admin") as Asker;
  const { request } = await contextOf(admin, newPerson);
  const own = new URL(surroundings.E2E_URL).origin;
  const foreign: Record<string, string | undefined>[] = [
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { Origin: "" },
    { Origin: undefined },
    { Origin: undefined, "Sec-Fetch-Site": "cross-site" },
    { Origin: "https://evil.example", "X-Forwarded-Host": "evil.example" },
    { Origin: own.replace("localhost", "127.0.0.1") },
  ];
  const before = await fingerprint();
  for (const headers of foreign) {
    const group = { name: "From elsewhere", description: "", memberIds: [] };
    const answer = await callAction(request, "createGroupAction", [account.slug, group], headers);
    expect(answer, JSON.stringify(headers)).not.toMatch(/"ok":true/);
  }
  expect(await fingerprint()).toEqual(before);
  // The same call from a page of this server does run: what refused above was the origin.
  expect(
    await callAction(request, "createGroupAction", [
      account.slug,
      { name: "From here", description: "", memberIds: [] },
      SUBMISSION,
    ]),
  ).toMatch(/"ok":true/);
});

test("each action that makes something wants a name for the submission, so that it is made once", async ({
  newPerson,
}) => {
  const admin = askers.find(({ name }) => name === "account_admin") as Asker;
  const { request } = await contextOf(admin, newPerson);
  // Folders of an upload are made where they are not there yet.
  const making = Object.entries(ACTIONS).filter(([name]) => /^(create(?!Upload)|copyFiles|invite|rotate)/.test(name));
  for (const [name, { input }] of making)
    expect(await callAction(request, name, [account.slug, input]), name).toContain('"code":"malformed"');
});

test("what belongs to another account answers as what never was, byte for byte", async ({ newPerson }) => {
  const admin = askers.find(({ name }) => name === "account_admin") as Asker;
  const { request } = await contextOf(admin, newPerson);
  const foreign = askers[1]?.person?.memberId ?? "";
  const unknown = `mem_${"0".repeat(foreign.length - 4)}`;
  const calls: [string, (memberId: string) => unknown][] = [
    ["changeAccessAction", (memberId) => ({ memberId, roleId: "developer", grants: [] })],
    ["removeUserAction", (memberId) => ({ memberId, keys: "revoke" })],
    ["endUserSessionsAction", (memberId) => ({ memberId })],
    ["suspendUsersAction", (memberId) => ({ memberIds: [memberId] })],
  ];
  for (const [name, inputFor] of calls) {
    const answers = await Promise.all(
      [foreign, unknown].map(async (id) => {
        const text = await callAction(request, name, [account.slug, inputFor(id)]);
        return resultIn(text).replaceAll(id, "ID");
      }),
    );
    expect(answers[0], name).toBe(answers[1]);
    expect(answers[0], name).not.toContain("undefined");
  }
});

/** Names what is sent as a page's form does; other actions pass it over. */
const SUBMISSION = "5".repeat(32);

async function contextOf(asker: Asker, newPerson: (options?: object) => Promise<BrowserContext>) {
  const context = await newPerson();
  if (asker.person) await signedIn(surroundings.E2E_DATABASE_URL, surroundings.E2E_URL, context, asker.person);
  return context;
}

/** Calls an action as a page's script does. An undefined header is left out. */
async function callAction(
  request: APIRequestContext,
  name: string,
  input: unknown[],
  headers: Record<string, string | undefined> = { Origin: new URL(surroundings.E2E_URL).origin },
): Promise<string> {
  const [id, { workers }] = references.find(([, { exportedName }]) => exportedName === name) as [string, Reference];
  const page = addressOf(Object.keys(workers)[0] as string)
    .replace("[account]", account.slug)
    .replaceAll(/\[\w+\]/g, "x");
  const sent = Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const answer = await request.post(page, {
    headers: { "Next-Action": id, "Content-Type": "text/plain;charset=UTF-8", ...sent },
    data: JSON.stringify(input),
    maxRedirects: 0,
  });
  return answer.text();
}

/** The action's own answer within the page's, without the reference that differs each time. */
const resultIn = (text: string) => (/\{"ok":.*$/m.exec(text)?.[0] ?? "undefined").replace(/"reference":"[^"]*"/, "");

/** All that could have been changed in the account. */
const fingerprint = () =>
  withDatabase(surroundings.E2E_DATABASE_URL, async (sql) => {
    const [row] = await sql`
      select (select count(*) from audit_events where account_id = ${account.id}) as events,
        (select md5(string_agg(m::text, '' order by m.id)) from (select id, name, ended_at from members where account_id = ${account.id}) m) as members,
        (select md5(string_agg(g::text, '' order by g.id)) from permission_grants g where account_id = ${account.id}) as grants,
        (select count(*) from role_assignments where account_id = ${account.id}) as assignments,
        (select count(*) from invitations where account_id = ${account.id}) as invitations,
        (select count(*) from groups where account_id = ${account.id}) as groups,
        (select count(*) from roles where account_id = ${account.id}) as roles`;
    return row;
  });
