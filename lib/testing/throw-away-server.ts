import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openEmbeddedDatabase } from "../../bin/embedded-database.mjs";
import { migrateDatabase } from "@/db/migrate";

/** One PostgreSQL server for all contenders of a bench, with our tables in its first database. */
export async function shareDatabase() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aperture-bench-"));
  fs.chmodSync(folder, 0o755); // the account that PostgreSQL runs as must pass through
  const server = await openEmbeddedDatabase(folder, { fast: true });
  await migrateDatabase(server.url());
  return {
    env: { DATABASE_URL: server.url(), BENCH_CLUSTER_URL: server.url("postgres") },
    async end() {
      await server.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
