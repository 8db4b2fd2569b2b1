import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { Proxy } from "@/db/testing/proxy";
import type { ActorAccount } from "@/lib/actor";
import { readFacts } from "@/lib/delivery/cache/entry-file";
import { forgetCached } from "@/lib/delivery/commands/forget-cached";
import { withinASecond } from "@/lib/http/delivery/testing/within-a-second";
import { publishItems, unpublishItems } from "@/lib/media/commands/privacy";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFolder } from "@/lib/testing/library";
import { pictureOf, putDelivered, putPicture } from "@/lib/testing/pictures";
import { useServerProcesses } from "@/lib/testing/server-processes";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
const dataFolder = useDataFolder();

let studio: Studio;
let account: ActorAccount;
let slug: string;
let secret: string;
let sourceId: string;
/** Beside this process, which is the other server of the database. */
let shared: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  studio = await makeStudio();
  ({ account } = studio);
  ({ slug, id: sourceId, secret } = await putDelivered(account, "library", { signedOnly: false }));
  const picture = await pictureOf("#e00000", { width: 3000, height: 2000 });
  for (const name of ["a.jpg", "b.jpg"]) await putPicture(account, name, picture);
  shared = await startServer("shared");
});

const startProcess = useServerProcesses("lib/testing/delivery-server.ts");

/** A server of its own process, with its cache in a folder of the test's data. */
async function startServer(cache: string, databaseUrl = process.env.DATABASE_URL ?? "") {
  const settings = { APERTURE_CACHE: path.join(dataFolder(), cache), DATABASE_URL: databaseUrl };
  const { url, kill } = await startProcess(settings);
  const ask = async (query: string, name = "a.jpg") => {
    const answer = await fetch(`${url}/i/${slug}/${name}?${query}`);
    await answer.arrayBuffer();
    return `${answer.status} ${answer.headers.get("x-cache") ?? ""}`.trim();
  };
  return { ask, kill };
}

const isMiss = (answer: string) => answer === "200 miss";

const purge = (path = "a.jpg") =>
  withAccount(account.id, (tx) => forgetCached(tx, account.id, [{ kind: "path", sourceId, path }]));

test("a purge that one server takes is felt on the others within a second", async () => {
  expect(await shared.ask("w=40")).toBe("200 miss");
  expect(await shared.ask("w=40")).toBe("200 hit");
  await purge();
  expect(await withinASecond(() => shared.ask("w=40"), isMiss)).toBe("200 miss");
});

test("what is made private closes on the others within a second, and opens again when it is published", async () => {
  const folder = await putFolder(account, "Embargo");
  const file = await putPicture(account, "c.jpg", await pictureOf("#e00000"), { in: folder });
  const seen = () => shared.ask("w=40", "Embargo/c.jpg");
  for (const selection of [
    { fileIds: [file], folderIds: [] },
    { fileIds: [], folderIds: [folder] },
  ]) {
    await expect.poll(seen).toBe("200 hit");
    await unpublishItems(studio.lea, selection);
    expect(await withinASecond(seen, (answer) => answer === "404")).toBe("404");
    const signature = createHash("md5").update(`${secret}/Embargo/c.jpg?w=40`).digest("hex");
    expect(await shared.ask(`w=40&s=${signature}`, "Embargo/c.jpg")).toMatch(/^200/);
    expect(await seen()).toBe("404");
    await publishItems(studio.lea, selection);
    expect(await withinASecond(seen, (answer) => answer.startsWith("200"))).toMatch(/^200/);
  }
});

test("a server that is killed in the middle of its work finds whole results, and nothing that was purged meanwhile", async () => {
  const first = await startServer("killed");
  for (const name of ["a.jpg", "b.jpg"]) expect(await first.ask("w=50", name)).toBe("200 miss");
  // The place up to which it has read marks is written now and then.
  await expect
    .poll(() => fs.readFile(path.join(dataFolder(), "killed/position"), "utf8").catch(() => null), { timeout: 15_000 })
    .not.toBeNull();
  const interrupted = Array.from({ length: 30 }, (_, n) => first.ask(`w=${1000 + n}&fm=webp`).catch(() => "gone"));
  await Promise.race(interrupted);
  await first.kill();
  expect(await Promise.all(interrupted)).toContain("gone");

  await purge("b.jpg");
  const second = await startServer("killed");
  expect(await second.ask("w=50")).toBe("200 hit");
  expect(await second.ask("w=50", "b.jpg")).toBe("200 miss");
  expect(await fs.readdir(path.join(dataFolder(), "killed/passing"))).toEqual([]);
  for (const file of await keptFiles("killed")) {
    const known = await readFacts(file);
    const bytes = (await fs.readFile(file)).subarray(0, known?.size);
    expect((await sharp(bytes).stats()).isOpaque).toBe(true);
  }
  await second.kill();
}, 60_000);

async function keptFiles(cache: string): Promise<string[]> {
  const entries = await fs.readdir(path.join(dataFolder(), cache), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && /^[0-9a-f]{64}-[0-9a-f]{12}$/.test(entry.name));
  expect(files.length).toBeGreaterThan(1);
  return files.map(({ parentPath, name }) => path.join(parentPath, name));
}

test("a server that cannot learn what was purged serves nothing from its cache", async () => {
  const proxy = await Proxy.before(process.env.DATABASE_URL ?? "");
  const server = await startServer("cut off", proxy.url);
  expect(await server.ask("w=60")).toBe("200 miss");
  expect(await server.ask("w=60")).toBe("200 hit");
  proxy.delay = Infinity;
  await purge();
  const late = await expect
    .poll(() => server.ask("w=60"), { timeout: 15_000 })
    .not.toBe("200 hit")
    .then(() => server.ask("w=60"));
  expect(late).toBe("503");
  proxy.delay = 0;
  await expect.poll(() => server.ask("w=60"), { timeout: 15_000 }).toBe("200 miss");
  await server.kill();
  proxy.stop();
}, 60_000);

test("a mark that becomes visible after a younger one is not missed", async () => {
  expect(await shared.ask("w=70")).toBe("200 miss");
  let commit = () => {};
  const late = new Promise<void>((resolve) => (commit = resolve));
  let begun = () => {};
  const isBegun = new Promise<void>((resolve) => (begun = resolve));
  const slow = withAccount(account.id, async (tx) => {
    await forgetCached(tx, account.id, [{ kind: "path", sourceId, path: "a.jpg" }]);
    begun();
    await late;
  });
  await isBegun;
  await withAccount(account.id, (tx) =>
    forgetCached(tx, account.id, [{ kind: "path", sourceId, path: "another.jpg" }]),
  );
  await expect.poll(() => shared.ask("w=70")).toBe("200 hit");
  commit();
  await slow;
  expect(await withinASecond(() => shared.ask("w=70"), isMiss)).toBe("200 miss");
  expect(await shared.ask("w=70")).toBe("200 hit");
});
