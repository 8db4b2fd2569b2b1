import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";

const MIGRATION_LOCK = 7_234_512;

/**
 * Brings the database to the newest schema, as the role that owns it.
 * Instances that start at once wait for each other; a migration may take as long as it needs.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice() {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(sql), { migrationsFolder: path.resolve(import.meta.dirname, "../drizzle") });
    await runMigrations({ connectionString: url });
  } finally {
    await sql.end();
  }
}
