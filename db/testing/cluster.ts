import type { TestProject } from "vitest/node";
import { openThrowAwayDatabase } from "../../bin/throw-away-folder.mjs";
import { migrateDatabase } from "../migrate";

declare module "vitest" {
  interface ProvidedContext {
    clusterUrl: string;
  }
}

/** One throw-away cluster for the whole run; its database `aperture` is migrated once and copied for each test file. */
export default async function startCluster(project: TestProject) {
  const server = await openThrowAwayDatabase();
  await migrateDatabase(server.url());
  project.provide("clusterUrl", server.url("postgres"));
  return server.close;
}
