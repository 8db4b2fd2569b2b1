import "server-only";
import { and, eq, ne, sql } from "drizzle-orm";
import { whileAlone } from "@/db/alone";
import { databaseCode, systemDb, type Tx, withSystem } from "@/db/client";
import { deployments, type LogLine, sourceDomains, sources } from "@/db/schema/sources";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { ofSource } from "@/lib/sources/commands/source";
import { hasTxtRecord } from "@/lib/sources/dns";
import { tryOrigin } from "@/lib/sources/queries/try-origin";
import { readConfig, type SourceType } from "@/lib/sources/rules/config";
import { proofRecordOf } from "@/lib/sources/rules/domain-proof";
import { OriginFault, PARTS } from "@/lib/sources/rules/fault";
import { openSecrets } from "@/lib/sources/rules/secrets";

type Deployment = typeof deployments.$inferSelect;

const UNIQUE = "23505";

type Named = { accountId: string; deploymentId: string };

/**
 * Goes the whole way of delivery once, then makes the configuration live. One server does it; after that was killed, another
 * begins again. Once ended, it stays so.
 */
export async function runDeployment(named: Named): Promise<void> {
  await whileAlone(`deployment ${named.deploymentId}`, () => run(named));
}

async function run({ accountId, deploymentId }: Named): Promise<void> {
  const mine = and(eq(deployments.accountId, accountId), eq(deployments.id, deploymentId));
  const [deployment] = await systemDb().select().from(deployments).where(mine);
  if (deployment?.status !== "deploying") return;
  const lines = linesOf(deployment);
  lines.write(
    "noted",
    deployment.log.length > 0
      ? "The server stopped on the way. It begins again."
      : `Deployment ${deployment.number} begins.`,
  );
  await lines.written(); // whoever begins again has to know that it was begun
  try {
    await test(deployment, (says) => lines.write("passed", says));
    const domains = await provenDomains(deployment, (says) => lines.write("noted", says));
    await lines.written();
    await withSystem((tx) => makeLive(tx, deployment, domains));
  } catch (error) {
    await lines.written();
    await withSystem((tx) => fail(tx, deployment, sayFault(error, deployment)));
  }
}

/** Deployments that no server is at, begun again. */
export async function resumeDeployments(): Promise<void> {
  const underWay = await systemDb().execute<Named>(sql`
    select account_id as "accountId", id as "deploymentId" from deployments where status = 'deploying'`);
  await Promise.all(underWay.map(runDeployment));
}

async function test({ accountId, sourceId, config: stored, secrets }: Deployment, passed: (says: string) => void) {
  const [source] = await systemDb().select({ type: sources.type }).from(sources).where(ofSource(accountId, sourceId));
  const config = readConfig(stored);
  const images = [config.missingImage, config.errorImage].filter((path) => path !== null);
  const tried = { accountId, type: source?.type as SourceType, config, secrets: openSecrets(sourceId, secrets) };
  await tryOrigin(tried, images, (part, says) => passed(`${PARTS[part]}: ${says}`));
}

/** Those that the source has already, or whose record is there. At the others it answers once theirs is. */
async function provenDomains({ accountId, sourceId, config }: Deployment, note: (says: string) => void) {
  const held = await systemDb()
    .select({ domain: sourceDomains.domain })
    .from(sourceDomains)
    .where(ofDomains(accountId, sourceId));
  const proven: string[] = [];
  for (const domain of readConfig(config).domains) {
    const record = proofRecordOf(accountId, domain);
    if (held.some((one) => one.domain === domain) || (await hasTxtRecord(record))) proven.push(domain);
    else note(`Domains: ${domain} waits for the TXT record ${record.value} at ${record.name}.`);
  }
  return proven;
}

const ofDomains = (accountId: string, sourceId: string) =>
  and(eq(sourceDomains.accountId, accountId), eq(sourceDomains.sourceId, sourceId));

/** One transaction: the number that is delivered, its domains, and the end of the deployment. */
async function makeLive(tx: Tx, deployment: Deployment, domains: readonly string[]): Promise<void> {
  const { accountId, sourceId, number } = deployment;
  if (!(await end(tx, deployment, "deployed", [line("passed", `Number ${number} is delivered now.`)]))) return;
  // Before its domains go, so that a CDN in front hears of what it has of them.
  await tx.update(sources).set({ status: "deployed", deployment: number }).where(ofSource(accountId, sourceId));
  await tx.delete(sourceDomains).where(ofDomains(accountId, sourceId));
  if (domains.length > 0)
    await tx.insert(sourceDomains).values(domains.map((domain) => ({ accountId, sourceId, domain })));
  await tx
    .update(deployments)
    .set({ secrets: null })
    .where(
      and(eq(deployments.accountId, accountId), eq(deployments.sourceId, sourceId), ne(deployments.number, number)),
    );
}

/** What was delivered before still is. What was tried becomes the draft again, so that it can be put right. */
async function fail(tx: Tx, deployment: Deployment, says: string): Promise<void> {
  const { accountId, id, sourceId, config, secrets, restored } = deployment;
  if (!(await end(tx, deployment, "failed", [line("failed", says)]))) return;
  await tx.update(sources).set({ status: "failed" }).where(ofSource(accountId, sourceId));
  if (restored === null)
    await tx
      .update(sources)
      .set({ draft: config, draftSecrets: secrets })
      .where(and(ofSource(accountId, sourceId), sql`draft is null`));
  await tx
    .update(deployments)
    .set({ secrets: null })
    .where(and(eq(deployments.accountId, accountId), eq(deployments.id, id)));
}

/** Answers false where another run has ended it before. */
async function end(
  tx: Tx,
  { accountId, id }: Deployment,
  status: "deployed" | "failed",
  last: LogLine[],
): Promise<boolean> {
  const ended = await tx
    .update(deployments)
    .set({ status, finishedAt: sql`now()`, log: sql`log || ${JSON.stringify(last)}::jsonb` })
    .where(and(eq(deployments.accountId, accountId), eq(deployments.id, id), eq(deployments.status, "deploying")))
    .returning({ id: deployments.id });
  return ended.length > 0;
}

const line = (outcome: LogLine["outcome"], says: string): LogLine => ({ at: new Date().toISOString(), outcome, says });

/** Lines in the order in which they were said, each kept at once so that open pages show it. */
function linesOf({ accountId, id }: Deployment) {
  let last: Promise<unknown> = Promise.resolve();
  const keep = (added: LogLine) =>
    systemDb()
      .update(deployments)
      .set({ log: sql`log || ${JSON.stringify([added])}::jsonb` })
      .where(and(eq(deployments.accountId, accountId), eq(deployments.id, id), eq(deployments.status, "deploying")));
  return {
    write: (outcome: LogLine["outcome"], says: string) => {
      const added = line(outcome, says);
      last = last.then(() => keep(added));
      last.catch(() => undefined); // `written` tells of it
    },
    written: () => last,
  };
}

function sayFault(error: unknown, { id, config }: Deployment): string {
  if (error instanceof OriginFault) return `${PARTS[error.part]}: ${error.message}`;
  if (error instanceof AppError) return error.message;
  if (databaseCode(error) === UNIQUE)
    return `Domains: ${readConfig(config).domains.join(", ")}: one of them belongs to another source of this server.`;
  log.fault("deployment.failed", error, { deployment: id });
  return "Something failed on the server. Deploy once more.";
}
