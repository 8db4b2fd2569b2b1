#!/usr/bin/env node
// The command line of the person who runs the server: `npm run aperture -- <noun> <verb> [--json] [--demo]`.
// It works beside a running server, on the same database; where none runs, it opens the embedded one for the call.
// With --demo it is the demo's.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { ensureInstalled } from "./install.mjs";
import { Refusal, ROOT, script } from "./run.mjs";
import { loadEnvFile, openDatabase, settingsFor } from "./settings.mjs";

const demo = process.argv.includes("--demo");
const words = process.argv.slice(2).filter((word) => word !== "--demo");

try {
  loadEnvFile();
  if (demo && process.env.DATABASE_URL)
    throw new Refusal("The demo keeps its own database: ask it without DATABASE_URL.");
  await ensureInstalled((line) => console.error(line));
  const database = await openDatabase({ demo });
  const [node, ...args] = script("bin/cli/main.ts", ...words);
  const child = spawn(node, args, {
    cwd: ROOT,
    env: { ...process.env, ...settingsFor({ demo, databaseUrl: database.url() }), NODE_ENV: "production" },
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  const [code] = await once(child, "exit");
  await database.close();
  process.exitCode = code ?? 1;
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
}
