import { setTimeout as sleep } from "node:timers/promises";
import { hearStatements } from "@/db/testing/hear-statements";
import { expect, surroundings, test } from "./fixtures";
import { makePerson, type Person, signedIn } from "./people";
import { commandLine, emptyDatabase, startApp } from "./stack";

const QUIET_MS = 30;

type Made = { id: string; url: string };

/** Things of an account that are nobody's but their owner's, and a link that is revoked. */
async function makeThings(url: string, databaseUrl: string, owner: Person) {
  const newKey = ["key", "create", "--owner", owner.email, "--permissions", "media_edit"];
  const { secret } = (await commandLine(surroundings, databaseUrl, ...newKey)) as { secret: string };
  const call = async (method: string, path: string, body?: object): Promise<Made> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${secret}`,
        ...(!(body instanceof FormData) && { "content-type": "application/json" }),
      },
      body: body instanceof FormData ? body : body && JSON.stringify(body),
    });
    expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true);
    return (response.status === 204 ? {} : await response.json()) as Made;
  };
  const folder = await call("POST", "/folders", { name: "Press" });
  const form = new FormData();
  form.set("file", new File(["What nobody else knows."], "secret.txt"));
  form.set("folder_id", folder.id);
  const file = await call("POST", "/files", form);
  const collection = await call("POST", "/collections", { name: "Heroes" });
  const link = await call("POST", "/share-links", { folder_id: folder.id });
  await call("DELETE", `/share-links/${link.id}`);
  return {
    folder: folder.id,
    file: file.id,
    collection: collection.id,
    token: new URL(link.url).pathname.split("/").at(-1) ?? "",
  };
}

/** What an answer did not wait for goes on after it. */
async function untilQuiet(count: () => number): Promise<void> {
  for (let before = -1; before !== count(); await sleep(QUIET_MS)) before = count();
}

test("pages and doors ask the database the same of what is not open and of what is not there", async ({
  newPerson,
}) => {
  const databaseUrl = await emptyDatabase(surroundings);
  let heard: string[] = [];
  const line = await hearStatements(databaseUrl, (statement) => heard.push(statement));
  const app = await startApp(surroundings, line.url);
  try {
    const owner = await makePerson(databaseUrl, { role: "account_administrator" });
    const { account } = owner;
    const guest = await makePerson(databaseUrl, { account, role: "media_library_restricted_access" });
    const things = await makeThings(app.url, databaseUrl, owner);
    const elsewhere = (await makePerson(databaseUrl)).account;
    const unknown = (id: string) => id.slice(0, 4) + "x".repeat(id.length - 4);

    const context = await newPerson({ baseURL: app.url });
    await signedIn(databaseUrl, app.url, context, guest);
    const ask = async (path: string, id: string) => {
      heard = [];
      const answer = await context.request.get(path, { maxRedirects: 0 });
      const { location = "", "content-type": type = "" } = answer.headers();
      const text = await answer.text();
      await untilQuiet(() => heard.length);
      expect(heard).not.toEqual([]);
      return {
        // A page tells the address that it was asked for in many ways.
        told: [answer.status(), type, location.replace(id, "ID"), type.includes("html") || text],
        statements: heard.toSorted(), // a page asks several things at once
      };
    };
    const { folder, file, collection, token } = things;
    const media = `/${account.slug}/media`;
    const bytes = `/api/media/${account.slug}`;
    const addresses: [string, string][] = [
      [`${media}?folder=${folder}`, folder],
      [`${media}?item=${folder}`, folder],
      [`${media}?item=${file}`, file],
      [`${media}?item=${collection}`, collection],
      [`${media}?collection=${collection}`, collection],
      [`${media}/requests/new?folder=${folder}`, folder],
      ...["thumbnail", "preview", "content", "download"].map((way): [string, string] => [
        `${bytes}/files/${file}/${way}`,
        file,
      ]),
      [`${bytes}/zip?file=${file}`, file],
      [`${bytes}/zip?folder=${folder}`, folder],
      [`${bytes}/zip?collection=${collection}`, collection],
      [`/s/${token}`, token],
      [`/s/${token}/file?file=${file}`, token],
      [`/s/${token}/zip`, token],
      [`/${elsewhere.slug}/media`, elsewhere.slug],
    ];
    for (const [path, id] of addresses) {
      const nowhere = path.replace(id, unknown(id));
      // Once more where the server did something else beside one of them, as it does now and then.
      await expect(async () => {
        const nothing = await ask(nowhere, unknown(id));
        expect([path, await ask(path, id)]).toEqual([path, nothing]);
      }).toPass({ timeout: 20_000, intervals: [0] });
    }
  } finally {
    await app.stop();
    line.stop();
  }
});
