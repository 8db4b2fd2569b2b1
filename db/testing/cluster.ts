import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { openEmbeddedDatabase } from "../../bin/embedded-database.mjs";
import { migrateDatabase } from "../migrate";

declare module "vitest" {
  interface ProvidedContext {
    clusterUrl: string;
  }
}

/** One throw-away cluster for the whole run; its database `aperture` is migrated once and copied for each test file. */
export default async function startCluster(project: TestProject) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aperture-test-"));
  fs.chmodSync(folder, 0o755); // the account that PostgreSQL runs as must pass through
  const server = await openEmbeddedDatabase(folder, { fast: true });
  await migrateDatabase(server.url());
  project.provide("clusterUrl", server.url("postgres"));
  return async () => {
    await server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  };
}
