import fs from "node:fs/promises";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import S3rver from "s3rver";
import { openNameServer } from "@/lib/testing/names";
import { expectAccessible } from "./accessible";
import { expect, surroundings, test } from "./fixtures";
import { type Person, shortName } from "./people";
import { makeTeam, openAs, rowOf } from "./team";

/** A web server with a folder of images. `hold` lets its answers wait until they are released. `at`: its port. */
async function serveFolder(at = 0) {
  let waiting: (() => void)[] = [];
  let held = false;
  const server = http.createServer((request, response) => {
    const answer = () => response.writeHead(request.url === "/images/" ? 200 : 404).end();
    if (held) waiting.push(answer);
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(at, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}/images`,
    hold: () => {
      held = true;
    },
    release: () => {
      held = false;
      waiting.forEach((answer) => answer());
      waiting = [];
    },
    close: () => server.close(),
  };
}

async function openSources(context: BrowserContext, reader: Person): Promise<Page> {
  const page = await openAs(context, reader, "sources");
  await expect(page.getByRole("heading", { name: "Sources", level: 1 })).toBeVisible();
  return page;
}

const inspector = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const tab = (page: Page, name: string) => page.getByRole("navigation", { name: /^About / }).getByRole("link", { name });

test("a source is created in three steps by keyboard, and its deployment is followed live", async ({ context }) => {
  const { dana } = await makeTeam();
  const folder = await serveFolder();
  const page = await openSources(context, dana);
  await expect(rowOf(page, "Media library")).toContainText("Deployed");
  await expect(page.getByText("Images that are elsewhere can be delivered from here")).toBeVisible();
  await expectAccessible(page);

  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("radio", { name: "Web folder" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.type("Press images");
  await dialog.getByLabel("Address of the folder").fill("http://127.0.0.1:1/images");
  await page.keyboard.press("Control+Enter");
  const log = page.getByRole("log", { name: "Connection test" });
  await expect(log.getByText(/^Failed: Connection: 127.0.0.1:1 cannot be connected to/)).toBeVisible();
  await expectAccessible(page);

  await dialog.getByLabel("Address of the folder").fill("http://169.254.169.254/latest");
  await page.keyboard.press("Control+Enter");
  await expect(log.getByText(/^Failed: Address: .* private network/)).toBeVisible();

  await dialog.getByLabel("Address of the folder").fill(folder.url);
  await page.keyboard.press("Control+Enter");
  await expect(dialog.getByRole("switch", { name: "Signed addresses only" })).toBeVisible();
  await expectAccessible(page);

  folder.hold();
  await page.keyboard.press("Control+Enter");
  await expect(inspector(page, "Press images")).toBeVisible();
  const deployment = page.getByRole("log", { name: "Log of number 1" });
  await expect(deployment.getByText("Deployment 1 begins.")).toBeVisible();
  await expect(deployment.getByText("Connection: Connected to")).toBeVisible();
  await expect(deployment).toHaveAttribute("aria-busy", "true");
  folder.release();
  await expect(deployment.getByText("Number 1 is delivered now.")).toBeVisible();
  await expect(rowOf(page, "Press images")).toContainText("Deployed");
  await expectAccessible(page);
  folder.close();
});

test("settings wait in a draft, are deployed and rolled back; a source is disabled and deleted", async ({
  context,
}) => {
  const { dana } = await makeTeam();
  const folder = await serveFolder();
  const page = await openSources(context, dana);
  await page.getByRole("button", { name: "Create source" }).click();
  await expect(page.getByRole("radio", { name: "Web folder" })).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await page.getByLabel("Name", { exact: true }).fill("Press");
  await page.getByLabel("Address of the folder").fill(folder.url);
  await page.getByRole("button", { name: "Test the connection" }).click();
  await page.getByRole("button", { name: "Create and deploy" }).click();
  await expect(page.getByText("Number 1 is delivered now.")).toBeVisible();

  await tab(page, "Settings").click();
  await page.getByRole("switch", { name: "Signed addresses only" }).check();
  await page.getByLabel("Default parameters").fill("auto=format");
  await page.keyboard.press("Control+Enter");
  const next = page.getByRole("region", { name: "Next deployment" });
  await expect(next.getByRole("heading", { name: "2 changes wait for the next deployment" })).toBeVisible();
  await expect(next.getByText("+ auto=format")).toBeVisible();
  await expectAccessible(page);
  await next.getByRole("button", { name: "Deploy" }).click();
  await expect(page.getByRole("log", { name: "Log of number 2" }).getByText("is delivered now.")).toBeVisible();
  await expect(next).toHaveCount(0);

  await page.getByRole("button", { name: "Roll back to 1" }).click();
  await expect(page.getByRole("log", { name: "Log of number 3" }).getByText("is delivered now.")).toBeVisible();
  await expect(page.getByText("brings back 1")).toBeVisible();

  await expect(page.getByRole("columnheader", { name: "Requests, 30 days" })).toBeVisible();
  await tab(page, "Overview").click();
  const token = page.getByRole("textbox", { name: "Signing token" });
  await expect(token).toHaveAttribute("type", "password");
  await page.getByRole("region", { name: "Signing token" }).getByRole("button", { name: "Show" }).click();
  await expect(token).toHaveAttribute("type", "text");
  await expect(token).toHaveValue(/^[\w-]{32}$/);
  await expectAccessible(page);

  const menu = page.getByRole("button", { name: "Actions for Press" });
  await menu.click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await expect(rowOf(page, "Press")).toContainText("Disabled");
  await page.keyboard.press("Control+z");
  await expect(rowOf(page, "Press")).toContainText("Deployed");

  await menu.click();
  await page.getByRole("menuitem", { name: "Purge from caches" }).click();
  await expect(page.getByRole("textbox", { name: "Addresses" })).toHaveValue(/^\/i\/press(-\d+)?\/\*$/);
  await expect(page.getByRole("button", { name: "Purge 1 line" })).toBeEnabled();
  await page.goBack();

  await menu.click();
  await page.getByRole("menuitem", { name: "Delete source" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Delete Press" });
  const erase = dialog.getByRole("button", { name: "Delete source" });
  await expect(erase).toBeDisabled();
  await dialog.getByRole("textbox").fill("Press");
  await erase.click();
  await expect(rowOf(page, "Press")).toHaveCount(0);
  await expect(inspector(page, "Press")).toHaveCount(0);
  folder.close();
});

/** A storage that speaks S3, with a bucket `press`; of its one account, name and secret are `S3RVER`. */
async function serveBucket() {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), "aperture-bucket-"));
  const configureBuckets = [{ name: "press", configs: [] }];
  const server = new S3rver({ port: 0, address: "127.0.0.1", silent: true, directory, configureBuckets });
  const { port } = await server.run();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      await server.close();
      await fs.rm(directory, { recursive: true });
    },
  };
}

test("credentials of a bucket go in and never come out; the test names the part that fails", async ({ context }) => {
  const { dana } = await makeTeam();
  const bucket = await serveBucket();
  const page = await openSources(context, dana);
  await page.getByRole("button", { name: "Create source" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "S3-compatible storage" }).check();
  await dialog.getByRole("button", { name: "Continue" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill("Archive");
  await dialog.getByLabel("Endpoint").fill(bucket.endpoint);
  await dialog.getByLabel("Bucket").fill("prss");
  await dialog.getByLabel("Region (optional)").fill("us-east-1");
  await page.keyboard.press("Control+Enter");
  await expect(dialog.getByText("Access key ID is missing.")).toBeVisible();
  await dialog.getByLabel("Access key ID").fill("S3RVERS");
  await dialog.getByLabel("Secret access key").fill("S3RVER");
  await page.keyboard.press("Control+Enter");
  const log = page.getByRole("log", { name: "Connection test" });
  await expect(log.getByText("Failed: Credentials: The storage does not know this access key ID.")).toBeVisible();
  await dialog.getByLabel("Access key ID").fill("S3RVER");
  await page.keyboard.press("Control+Enter");
  await expect(log.getByText("Failed: Bucket: ")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Bucket").fill("press");
  await page.keyboard.press("Control+Enter");
  await expect(log.getByText("Passed: Bucket: The bucket press is there.")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Number 1 is delivered now.")).toBeVisible();

  await tab(page, "Settings").click();
  const key = page.getByLabel("Access key ID");
  await expect(key).toHaveValue("");
  await expect(page.getByText("Kept sealed. Type another one to replace it.")).toHaveCount(2);
  await expectAccessible(page);
  const told = [await page.content(), await (await context.request.get(page.url())).text()];
  for (const html of told) expect(html).not.toContain("S3RVER");

  await test.step("an edit without them keeps them, for this bucket alone", async () => {
    await page.getByRole("button", { name: "Test the connection" }).click();
    await expect(log.getByText("Passed: Credentials: The access key is known.")).toBeVisible();
    await page.getByLabel("Default parameters").fill("auto=format");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("region", { name: "Next deployment" }).getByRole("button", { name: "Deploy" }).click();
    await expect(page.getByText("Number 2 is delivered now.")).toBeVisible();
    await tab(page, "Settings").click();
    await page.getByLabel("Bucket").fill("another");
    await expect(page.getByText("What is kept is for the place before. Enter it again.")).toHaveCount(2);
    await page.getByRole("button", { name: "Test the connection" }).click();
    await expect(page.getByText("Access key ID is missing.")).toBeVisible();
  });
  await bucket.close();
});

test("a deployment that fails says why, and is tried again, taken back or put right", async ({ context }) => {
  const { dana } = await makeTeam();
  const before = await serveFolder();
  before.close();
  const page = await openSources(context, dana);
  await page.getByRole("button", { name: "Create source" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Press");
  await page.getByLabel("Address of the folder").fill(before.url);
  await page.getByRole("button", { name: "Test the connection" }).click();
  await page.getByRole("button", { name: "Continue all the same" }).click();
  await page.getByRole("button", { name: "Create and deploy" }).click();
  const log = (number: number) => page.getByRole("log", { name: `Log of number ${number}` });
  const next = page.getByRole("region", { name: "Next deployment" });
  await expect(log(1).getByText(/^Failed: Connection: .* cannot be connected to/)).toBeVisible();
  await expect(next.getByText("Nothing is delivered yet.")).toBeVisible();
  await expect(rowOf(page, "Press")).toContainText("Failed");
  await expectAccessible(page);

  const folder = await serveFolder(Number(new URL(before.url).port));
  await next.getByRole("button", { name: "Deploy" }).click();
  await expect(log(2).getByText("Number 2 is delivered now.")).toBeVisible();
  await expect(rowOf(page, "Press")).toContainText("Deployed");
  await expect(next).toHaveCount(0);

  await tab(page, "Settings").click();
  await page.getByLabel("Address of the folder").fill("http://127.0.0.1:1/images");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(next.getByRole("heading", { name: "1 change waits for the next deployment" })).toBeVisible();
  await page.keyboard.press("d");
  await expect(log(3).getByText(/^Failed: Connection: /)).toBeVisible();
  await expect(next.getByText("Number 2 is still delivered.")).toBeVisible();
  await next.getByRole("button", { name: "Discard the draft" }).click();
  await expect(next.getByRole("heading", { name: "Nothing was changed since" })).toBeVisible();
  await next.getByRole("button", { name: "Deploy again" }).click();
  await expect(log(4).getByText("Number 4 is delivered now.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Roll back to 3" })).toHaveCount(0);
  await page.getByRole("button", { name: "Roll back to 2" }).click();
  await expect(log(5).getByText("Number 5 is delivered now.")).toBeVisible();
  folder.close();
});

test("a domain of one's own is proven by a record that the page tells and looks for", async ({ context }) => {
  const { dana } = await makeTeam();
  const names = await openNameServer(Number(surroundings.E2E_NAMES_PORT));
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await openSources(context, dana);
  await page.getByRole("link", { name: "Media library" }).click();
  await tab(page, "Settings").click();
  const host = `img-${shortName()}.example`;
  await page.getByLabel("Domains of your own").fill(`${host},`);
  await page.keyboard.press("Control+Enter");
  await page.getByRole("region", { name: "Next deployment" }).getByRole("button", { name: "Deploy" }).click();
  await expect(page.getByText(`Domains: ${host} waits for the TXT record aperture=`)).toBeVisible();
  await tab(page, "Overview").click();
  await expect(page.getByText(`${host} is not proven to be yours`)).toBeVisible();
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText("The record is not there yet.")).toBeVisible();
  await expectAccessible(page);

  const copied = async (what: string) => {
    const button = page.getByRole("button", { name: `Copy the record's ${what}` });
    await button.click();
    await expect(button, "it says that it has").toHaveCount(0);
    return page.evaluate(() => navigator.clipboard.readText());
  };
  names.add(await copied("name"), await copied("value"));
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText(`${host} is proven`, { exact: true })).toBeVisible();
  await expect(page.getByText("is not proven to be yours")).toHaveCount(0);
  await expect(page.getByRole("definition").filter({ hasText: `, ${host}` })).toBeVisible();
  names.close();
});

test("a page of sources is not there for whoever has nothing to do with them", async ({ context }) => {
  const { priya } = await makeTeam();
  const page = await openAs(context, priya, "billing");
  await expect(page.getByRole("link", { name: "Sources" })).toHaveCount(0);
});
