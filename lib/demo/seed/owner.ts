import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";

/** A transaction of the role that owns the database. */
export type Owner = Parameters<Parameters<PostgresJsDatabase["transaction"]>[0]>[0];
