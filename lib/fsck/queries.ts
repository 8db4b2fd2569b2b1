import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { withPatience } from "@/db/patient";
import { CHECKS } from "@/lib/fsck/checks/all";

type Finding = { check: string; holds: string; broken: { account: string; what: string }[] };

const MOST_TOLD = 20;

/** Asks the whole database for what must always hold, as it stood at one moment. It changes nothing. */
export const checkInvariants = (url: string): Promise<Finding[]> =>
  withPatience(url, findBroken, { isolationLevel: "repeatable read", accessMode: "read only" });

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
