import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { signInAsCast } from "@/lib/sign-in/commands/sign-in-as-cast";
import { anOrigin } from "@/lib/testing/sign-in";
import { makeStudio } from "@/lib/testing/studio";

useTestDatabase();

test("outside the demo nobody becomes anyone, though the people are there", async () => {
  await makeStudio();
  await expect(signInAsCast({ name: "mira" }, anOrigin())).rejects.toMatchObject({ code: "not_found" });
  expect(await systemDb().execute(sql`select id from sessions`)).toEqual([]);
});
