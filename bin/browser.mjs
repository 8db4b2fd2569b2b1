import fs from "node:fs";
import { packaged, run } from "./run.mjs";

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The Chromium of this machine: the one that CHROMIUM_PATH names, or one in a usual place. @returns {string | undefined} */
export const systemBrowser = () =>
  [process.env.CHROMIUM_PATH, ...USUAL_PLACES].find((place) => place && fs.existsSync(place));

/**
 * Sees to it that there is a browser to test with. Debian's own comes with the libraries it needs, so that it is the
 * first choice where we may install it; elsewhere Playwright fetches one.
 * @param {(line: string) => void} say
 */
export async function ensureBrowser(say) {
  if (systemBrowser() || fs.existsSync(await playwrightBrowser())) return;
  say("Installing a browser for the tests …");
  const root = process.getuid?.() === 0;
  if (root && fs.existsSync("/usr/bin/apt-get") && (await installDebianChromium())) return;
  await run(
    packaged("@playwright/test/cli.js", "install", ...(root ? ["--with-deps"] : []), "--only-shell", "chromium"),
  );
}

async function playwrightBrowser() {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

async function installDebianChromium() {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  try {
    await run(["apt-get", "update", "-qq"], { env });
    await run(["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"], { env });
  } catch {
    return false; // Ubuntu's package is only a pointer elsewhere, and a mirror may be out of reach
  }
  return systemBrowser() !== undefined;
}
