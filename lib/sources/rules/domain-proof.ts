import { createHmac } from "node:crypto";
import { secretFor } from "@/lib/env";

/** A TXT record: who can write it runs the domain. */
export type ProofRecord = { name: string; value: string };

/** What the domain's own name server must say before the account's sources answer there. Another account needs another. */
export function proofRecordOf(accountId: string, domain: string): ProofRecord {
  const proof = createHmac("sha256", secretFor("domains of sources")).update(`${accountId} ${domain}`);
  return { name: `_aperture.${domain}`, value: `aperture=${proof.digest("base64url")}` };
}
