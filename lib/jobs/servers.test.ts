import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { connect, systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { findBroken } from "@/lib/fsck/queries";
import { CRONTAB } from "@/lib/jobs/tasks";
import { createSource } from "@/lib/sources/commands/create-source";
import { findSource } from "@/lib/sources/queries/find-source";
import { sourceConfig } from "@/lib/sources/rules/config";
import { useServerProcesses } from "@/lib/testing/server-processes";
import { makeStudio } from "@/lib/testing/studio";
import { openLoopback, serveWeb } from "@/lib/testing/web-server";

useTestDatabase();
openLoopback();
const startServer = useServerProcesses("lib/testing/job-server.ts");

const AGAIN = "The server stopped on the way. It begins again.";

/** Counts rows of tables that are closed to the server. */
async function count(rows: string): Promise<number> {
  const owner = connect(process.env.DATABASE_URL ?? "", { max: 1 });
  const found = await owner.client.unsafe(`select from ${rows}`);
  await owner.end();
  return found.length;
}

const runners = () => count(`pg_stat_activity where datname = current_database() and query like 'LISTEN "jobs:%'`);
const looks = () => count("graphile_worker._private_jobs where key = 'look'");

/** What happens each minute, now. */
const lookAgain = () => systemDb().execute(sql`select enqueue('resumeDeployments', '{}'::json, 'look', now())`);

test("a server that runs takes over the deployment of one that is killed, with the next minute's look", async () => {
  let answer = () => {};
  const answering = new Promise<void>((resolve) => (answer = resolve));
  const web = await serveWeb((_, response) => void answering.then(() => response.writeHead(404).end()));
  const { dana } = await makeStudio();
  const config = sourceConfig.parse({ origin: { url: web.url } });
  const { id } = await createSource(dana, { name: "Press", type: "web_folder", config, secrets: {} });
  const deployment = async () => (await findSource(dana, id)).deployments[0];
  const says = async () => (await deployment())?.log.map((line) => line.says) ?? [];

  const heir = await startServer({ BEGINS: "when told" });
  const killed = await startServer();
  await expect.poll(says, { timeout: 20_000 }).toContain("Deployment 1 begins.");
  heir.begin();
  await expect.poll(runners, { timeout: 20_000 }).toBe(2);
  await lookAgain();
  await expect.poll(looks, { timeout: 20_000 }).toBe(0);
  expect(await deployment(), "one that a server is at is left alone").toMatchObject({ status: "deploying" });
  expect(await says()).not.toContain(AGAIN);

  await killed.kill();
  answer();
  expect(CRONTAB).toContain("\n* * * * * resumeDeployments");
  await lookAgain();
  await expect.poll(deployment, { timeout: 20_000 }).toMatchObject({ status: "deployed" });
  expect((await says()).filter((text) => text === AGAIN)).toHaveLength(1);
  const findings = await systemDb().transaction((tx) => findBroken(tx));
  expect(findings.flatMap(({ broken }) => broken)).toEqual([]);
}, 60_000);
