import { defineConfig, devices } from "@playwright/test";
import { systemBrowser } from "./bin/browser.mjs";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/global-setup.ts",
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  timeout: 180_000, // a machine that does other things too takes three times as long
  expect: { timeout: 30_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.E2E_URL, // set by the global set-up; each worker reads this file after it
    // A recording takes a fifth of the time; `--trace retain-on-failure` asks for it.
    trace: "off",
    launchOptions: {
      executablePath: systemBrowser(),
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--disable-sync"],
    },
  },
});
