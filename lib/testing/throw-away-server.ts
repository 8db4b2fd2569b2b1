import { openThrowAwayDatabase } from "../../bin/throw-away-folder.mjs";
import { migrateDatabase } from "@/db/migrate";

/** One PostgreSQL server for all contenders of a bench, with our tables in its first database. */
export async function shareDatabase() {
  const server = await openThrowAwayDatabase();
  await migrateDatabase(server.url());
  return {
    env: { DATABASE_URL: server.url(), BENCH_CLUSTER_URL: server.url("postgres") },
    end: server.close,
  };
}
