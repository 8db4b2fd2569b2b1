import { randomBytes } from "node:crypto";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    tsconfigPaths: true,
    // Outside a server bundle the package throws on import; its other entry is the empty module.
    alias: { "server-only": new URL("./node_modules/server-only/empty.js", import.meta.url).pathname },
  },
  test: {
    include: ["{lib,db,app,components,bin}/**/*.test.{ts,tsx}"],
    globalSetup: "db/testing/cluster.ts",
    env: { AUTH_SECRET: randomBytes(32).toString("base64") },
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
