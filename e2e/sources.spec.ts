import http from "node:http";
import type { BrowserContext, Page } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { expect, test } from "./fixtures";
import type { Person } from "./people";
import { makeTeam, openAs, rowOf } from "./team";

/** A web server with a folder of images. `hold` lets its answers wait until they are released. */
async function serveFolder() {
  let waiting: (() => void)[] = [];
  let held = false;
  const server = http.createServer((request, response) => {
    const answer = () => response.writeHead(request.url === "/images/" ? 200 : 404).end();
    if (held) waiting.push(answer);
    else answer();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
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

test("a page of sources is not there for whoever has nothing to do with them", async ({ context }) => {
  const { priya } = await makeTeam();
  const page = await openAs(context, priya, "billing");
  await expect(page.getByRole("link", { name: "Sources" })).toHaveCount(0);
});
