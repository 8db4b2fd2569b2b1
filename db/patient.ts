import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Tx } from "./client";

/**
 * One transaction across accounts that may take as long as it needs, on a connection of its own: for the server's
 * operator, who waits for it, and never for a request.
 */
export async function withPatience<T>(
  url: string,
  work: (tx: Tx) => Promise<T>,
  options?: { isolationLevel: "repeatable read"; accessMode: "read only" },
): Promise<T> {
  const client = postgres(url, { max: 1, onnotice() {}, connection: { role: "aperture_system" } });
  try {
    return await drizzle(client, { casing: "snake_case" }).transaction(work, options);
  } finally {
    await client.end();
  }
}
