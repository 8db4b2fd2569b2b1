import { closePools } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { env, EnvError } from "@/lib/env";
import { createSetupLink } from "@/lib/setup/commands";

/** What must be done between an open database and a server that may use it; answers the launcher on standard output. */
try {
  await migrateDatabase(env().DATABASE_URL);
  console.log(JSON.stringify({ setupPath: env().APERTURE_DEMO ? null : await createSetupLink() }));
  await closePools();
} catch (error) {
  if (!(error instanceof EnvError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
