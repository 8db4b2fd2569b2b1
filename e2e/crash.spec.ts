import { setTimeout as sleep } from "node:timers/promises";
import { expect, surroundings, test } from "./fixtures";
import { makeAccount, makePerson, shortName, withDatabase } from "./people";
import { commandLine, emptyDatabase, startApp } from "./stack";

const KILLS = 4;
const WORKERS = 4;

type Answer = { id: string; secret: string; role: string | null };
type Call = { body?: unknown; key?: string };
type Ask = (method: string, path: string, call?: Call) => Promise<{ status: number; answer: Answer }>;
type Holds = (ask: Ask) => Promise<boolean>;

/** What was acknowledged, in words, with the question whether it is so. */
type Kept = Map<string, Holds>;

/** A server that is killed answers nothing: then the call throws, and nothing is known of what it asked for. */
const asker = (url: string, secret: string): Ask =>
  async function ask(method, path, { body, key = secret } = {}) {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await fetch(`${url}/api/v1${path}`, init);
    const text = await response.text();
    return { status: response.status, answer: (text ? JSON.parse(text) : {}) as Answer };
  };

const opens =
  (path: string): Holds =>
  async (ask) =>
    (await ask("GET", path)).status === 200;

const letsIn =
  (key: string, expected: boolean): Holds =>
  async (ask) =>
    (await ask("GET", "/me", { key })).status === (expected ? 200 : 401);

const makeKey = async (ask: Ask) =>
  (await ask("POST", "/api-keys", { body: { name: "crash", permissions: ["purge"] } })).answer;

/** What one after the other is done until the server is killed; `memberId` is nobody else's to change. */
const DEEDS: ((ask: Ask, kept: Kept, memberId: string) => Promise<unknown>)[] = [
  async (ask, kept) => {
    const email = `${shortName()}@example.com`;
    const { answer } = await ask("POST", "/invitations", { body: { email, role: "developer" } });
    kept.set(`${email} is invited`, opens(`/invitations/${answer.id}`));
  },
  async (ask, kept) => {
    const { answer } = await ask("POST", "/groups", { body: { name: `Group ${shortName()}` } });
    kept.set(`${answer.id} was made`, opens(`/groups/${answer.id}`));
  },
  async (ask, kept) => {
    const { answer } = await ask("POST", "/roles", {
      body: { name: `Role ${shortName()}`, permissions: ["analytics"] },
    });
    kept.set(`${answer.id} was made`, opens(`/roles/${answer.id}`));
  },
  async (ask, kept) => {
    const { answer } = await ask("POST", "/purges", { body: { tag: shortName() } });
    kept.set(`${answer.id} is remembered`, opens(`/purges/${answer.id}`));
  },
  async (ask, kept) => {
    const { id, secret } = await makeKey(ask);
    kept.set(`${id} is let in`, letsIn(secret, true));
  },
  async (ask, kept) => {
    const { id, secret } = await makeKey(ask);
    await ask("DELETE", `/api-keys/${id}`);
    kept.set(`${id} is revoked`, letsIn(secret, false));
  },
  ...["developer", "finance", null].map((role) => async (ask: Ask, kept: Kept, memberId: string) => {
    const path = `/members/${memberId}`;
    kept.delete(path); // until it is acknowledged, either may be so
    await ask("PATCH", path, { body: { role } });
    kept.set(path, async (later) => (await later("GET", path)).answer.role === role);
  }),
];

test("whenever the server is killed, what it acknowledged is so and nothing is half done", async () => {
  const databaseUrl = await emptyDatabase(surroundings);
  const account = await makeAccount(databaseUrl);
  await withDatabase(
    databaseUrl,
    (sql) => sql`update accounts set seat_limit = 100000, key_limit = 100000 where id = ${account.id}`,
  );
  const mira = await makePerson(databaseUrl, { role: "account_administrator", account });
  const people = await Promise.all(Array.from({ length: WORKERS }, () => makePerson(databaseUrl, { account })));
  const newKey = ["key", "create", "--owner", mira.email, "--permissions", "account_admin"];
  const { secret } = (await commandLine(surroundings, databaseUrl, ...newKey)) as Answer;

  const kept: Kept = new Map();
  for (let kills = 0; kills <= KILLS; kills++) {
    const app = await startApp(surroundings, databaseUrl);
    const ask = asker(app.url, secret);
    for (const [says, holds] of kept) expect(await holds(ask), says).toBe(true);

    const enough = kept.size + 8 + 3 * kills; // each time it is killed at another point of the work
    const work = people.map(async ({ memberId }, worker) => {
      for (let turn = worker; ; turn++) await DEEDS[turn % DEEDS.length]?.(ask, kept, memberId);
    });
    const ended = Promise.allSettled(work);
    while (kept.size < enough) await sleep(1);
    await app.kill();
    await ended;
  }

  const { findings } = (await commandLine(surroundings, databaseUrl, "fsck")) as { findings: { holds: boolean }[] };
  expect(findings.filter(({ holds }) => !holds)).toEqual([]);
});
