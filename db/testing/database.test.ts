import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "../client";
import { useTestDatabase } from "./database";

useTestDatabase();

test("a test file has a migrated database of its own", async () => {
  const [row] = await systemDb().execute(
    sql`select current_database() as name, to_regclass('public.members') as members`,
  );
  expect(row).toMatchObject({ name: expect.stringMatching(/^test_/), members: "members" });
});

test("the pools act as the roles that own nothing", async () => {
  const [row] = await systemDb().execute(sql`select current_user as role`);
  expect(row).toEqual({ role: "aperture_system" });
});
