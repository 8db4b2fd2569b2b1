import "server-only";
import { Resolver } from "node:dns/promises";
import { env } from "@/lib/env";
import type { ProofRecord } from "@/lib/sources/rules/domain-proof";

const PATIENCE_MS = 3_000;

/** Whether the name has this TXT record now. A name server that does not answer is as good as no. */
export async function hasTxtRecord({ name, value }: ProofRecord): Promise<boolean> {
  const resolver = new Resolver({ timeout: PATIENCE_MS, tries: 2 });
  if (env().DNS_SERVERS.length > 0) resolver.setServers(env().DNS_SERVERS);
  const records = await resolver.resolveTxt(name).catch(() => []);
  return records.some((pieces) => pieces.join("") === value);
}
