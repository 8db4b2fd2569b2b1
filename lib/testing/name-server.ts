import { afterAll, beforeAll } from "vitest";
import type { ActorAccount } from "@/lib/actor";
import { proofRecordOf } from "@/lib/sources/rules/domain-proof";
import { openNameServer } from "@/lib/testing/names";

/**
 * A name server of this machine, asked by sources for as long as the test file runs. Call it before anything reads the
 * settings.
 */
export function serveNames() {
  let server: Awaited<ReturnType<typeof openNameServer>>;
  beforeAll(async () => {
    server = await openNameServer();
    process.env.DNS_SERVERS = server.address;
  });
  afterAll(() => {
    server.close();
    delete process.env.DNS_SERVERS;
  });
  return {
    /** Writes the record by which the account proves the domain. */
    prove({ id }: ActorAccount, domain: string): void {
      const { name, value } = proofRecordOf(id, domain);
      server.add(name, value);
    },
  };
}
