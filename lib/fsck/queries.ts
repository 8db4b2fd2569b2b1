import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Tx } from "@/db/client";
import { CHECKS } from "@/lib/fsck/checks";

export type Finding = { check: string; holds: string; broken: { account: string; what: string }[] };

const MOST_TOLD = 20;

/**
 * Asks the whole database for what must always hold, as it stood at one moment. It may take as long as it needs, so it
 * has a connection of its own; it changes nothing.
 */
export async function checkInvariants(url: string): Promise<Finding[]> {
  const client = postgres(url, { max: 1, onnotice() {}, connection: { role: "aperture_system" } });
  try {
    return await drizzle(client).transaction(findBroken, {
      isolationLevel: "repeatable read",
      accessMode: "read only",
    });
  } finally {
    await client.end();
  }
}

export async function findBroken(tx: Tx): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [check, { holds, broken }] of Object.entries(CHECKS)) {
    const rows = await tx.execute<Finding["broken"][number]>(
      sql`select account, what from (${broken}) b order by account, what limit ${MOST_TOLD}`,
    );
    findings.push({ check, holds, broken: [...rows] });
  }
  return findings;
}
