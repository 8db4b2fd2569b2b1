import http from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, surroundings, test } from "./fixtures";
import { makeAccount, makePerson, shortName, withDatabase } from "./people";
import { commandLine, emptyDatabase, startApp } from "./stack";

const KILLS = 10;
const WORKERS = 4;

type Answer = { id: string; secret: string; role: string | null; url: string };
type Call = { body?: unknown; key?: string };
type Ask = (method: string, path: string, call?: Call) => Promise<{ status: number; text: string; answer: Answer }>;
type Holds = (ask: Ask) => Promise<boolean>;

/** What was acknowledged, in words, with the question whether it is so. */
type Kept = Map<string, Holds>;

/** A server that has no room for a call says so: nothing was acknowledged, and the next deed is tried. */
class Busy extends Error {}

/** A server that is killed answers nothing: then the call throws, and nothing is known of what it asked for. */
const asker = (url: string, secret: string): Ask =>
  async function ask(method, path, { body, key = secret } = {}) {
    const isForm = body instanceof FormData;
    const response = await fetch(path.startsWith("/s/") ? `${url}${path}` : `${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(!isForm && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status === 503) throw new Busy();
    if (method !== "GET") expect(response.ok, `${method} ${path}: ${response.status} ${text}`).toBe(true);
    const isJson = response.headers.get("content-type")?.includes("json");
    return { status: response.status, text, answer: (isJson ? JSON.parse(text) : {}) as Answer };
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

async function upload(ask: Ask) {
  const form = new FormData();
  const text = shortName().repeat(1000);
  form.set("file", new File([text], `${shortName()}.txt`));
  const { answer } = await ask("POST", "/files", { body: form });
  return { id: answer.id, text };
}

async function openToAll(ask: Ask) {
  const folder = await ask("POST", "/folders", { body: { name: `Folder ${shortName()}` } });
  const link = await ask("POST", "/share-links", { body: { folder_id: folder.answer.id } });
  return { id: link.answer.id, path: new URL(link.answer.url).pathname };
}

async function share(ask: Ask, memberId: string) {
  const folder = await ask("POST", "/folders", { body: { name: `Folder ${shortName()}` } });
  const body = { folder_id: folder.answer.id, member_id: memberId, level: "contribute" };
  return (await ask("POST", "/shares", { body })).answer;
}

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
  async (ask, kept) => {
    const { id, text } = await upload(ask);
    kept.set(`${id} holds what was sent`, async (later) => (await later("GET", `/files/${id}/content`)).text === text);
  },
  async (ask, kept) => {
    const { id } = await upload(ask);
    await ask("DELETE", `/files/${id}`);
    kept.set(`${id} is in the trash`, async (later) => (await later("GET", `/files/${id}`)).status === 404);
  },
  async (ask, kept) => {
    const { path } = await openToAll(ask);
    kept.set(`${path} is open`, async (later) => (await later("GET", path)).status === 200);
  },
  async (ask, kept) => {
    const { id, path } = await openToAll(ask);
    await ask("DELETE", `/share-links/${id}`);
    kept.set(`${path} is revoked`, async (later) => (await later("GET", path)).status === 404);
  },
  async (ask, kept, memberId) => {
    const { id } = await share(ask, memberId);
    kept.set(`${id} is given`, opens(`/shares/${id}`));
  },
  async (ask, kept, memberId) => {
    const { id } = await share(ask, memberId);
    await ask("DELETE", `/shares/${id}`);
    kept.set(`${id} is withdrawn`, async (later) => (await later("GET", `/shares/${id}`)).status === 404);
  },
  ...["developer", "finance", null].map((role) => async (ask: Ask, kept: Kept, memberId: string) => {
    const path = `/members/${memberId}`;
    kept.delete(path); // until it is acknowledged, either may be so
    await ask("PATCH", path, { body: { role } });
    kept.set(path, async (later) => (await later("GET", path)).answer.role === role);
  }),
];

test("whenever the server is killed, what it acknowledged is so and nothing is half done", async () => {
  test.setTimeout(420_000); // it starts the server eleven times
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

    const enough = kept.size + 14 + 3 * kills; // each time it is killed at another point of the work
    const work = people.map(async ({ memberId }, worker) => {
      for (let turn = worker; ; turn++)
        await DEEDS[turn % DEEDS.length]?.(ask, kept, memberId).catch((error: Error) => {
          if (!(error instanceof Busy)) throw error;
        });
    });
    const ended = Promise.allSettled(work);
    while (kept.size < enough) await Promise.race([sleep(1), ...work]);
    await app.kill();
    await ended;
  }

  const { findings } = (await commandLine(surroundings, databaseUrl, "fsck")) as { findings: { holds: boolean }[] };
  expect(findings.filter(({ holds }) => !holds)).toEqual([]);
});

test("a deployment in the middle of which the server is killed is finished by the next one", async () => {
  const databaseUrl = await emptyDatabase(surroundings);
  const mira = await makePerson(databaseUrl, { role: "account_administrator" });
  const newKey = ["key", "create", "--owner", mira.email, "--permissions", "sources"];
  const { secret } = (await commandLine(surroundings, databaseUrl, ...newKey)) as Answer;
  let reached = () => {};
  const isReached = new Promise<void>((resolve) => (reached = resolve));
  let answers = false;
  const origin = http.createServer((_, response) => {
    reached();
    if (answers) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => origin.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`;
    const first = await startApp(surroundings, databaseUrl);
    const body = { name: "Press", type: "web_folder", settings: { origin: { url } } };
    const { id } = (await asker(first.url, secret)("POST", "/sources", { body })).answer;
    await isReached;
    await first.kill();

    answers = true;
    const second = await startApp(surroundings, databaseUrl);
    const ask = asker(second.url, secret);
    await expect.poll(async () => (await ask("GET", `/sources/${id}`)).text).toContain('"status":"deployed"');
    expect((await ask("GET", `/sources/${id}/deployments`)).text).toContain("The server stopped on the way.");
    await second.stop();
  } finally {
    origin.closeAllConnections();
    origin.close();
  }
  const { findings } = (await commandLine(surroundings, databaseUrl, "fsck")) as { findings: { holds: boolean }[] };
  expect(findings.filter(({ holds }) => !holds)).toEqual([]);
});
