import { closePools, withSystem } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { seedDemo } from "@/lib/demo/seed/seed-demo";
import { env, EnvError } from "@/lib/env";
import { enqueue } from "@/lib/jobs/enqueue";
import { createSetupLink } from "@/lib/setup/commands";

/** What must be done between an open database and a server that may use it; answers the launcher on standard output. */
try {
  const { DATABASE_URL, APERTURE_DEMO } = env();
  await migrateDatabase(DATABASE_URL);
  if (APERTURE_DEMO) {
    await seedDemo(DATABASE_URL);
    await withSystem((tx) => enqueue(tx, "fillDemoLibrary", {}, { key: "fillDemoLibrary" }));
  }
  console.log(JSON.stringify({ setupPath: APERTURE_DEMO ? null : await createSetupLink() }));
  await closePools();
} catch (error) {
  if (!(error instanceof EnvError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
