import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";

export async function isDatabaseReady(): Promise<boolean> {
  try {
    await systemDb().execute(sql`select from accounts limit 1`);
    return true;
  } catch {
    return false;
  }
}
