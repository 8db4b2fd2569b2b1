import http from "node:http";
import sharp from "sharp";
import { expectAccessible } from "./accessible";
import { expect, surroundings, test } from "./fixtures";
import { withDatabase } from "./people";
import { makeTeam, openAs } from "./team";

const { E2E_DATABASE_URL, E2E_URL } = surroundings;

/** Asks the server for a path under a host name of choice, as nobody in particular. */
const ask = (base: string, path: string, host = new URL(base).host) =>
  new Promise<http.IncomingMessage>((resolve, reject) => {
    http.get(new URL(path, base), { headers: { host } }, (response) => resolve(response.resume())).on("error", reject);
  });

test("a picture of the library is delivered, to those who may have it, beside the pages", async ({ context }) => {
  const { mira, account } = await makeTeam();
  const page = await openAs(context, mira, "media");
  const buffer = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#0f5a69" } })
    .png()
    .toBuffer();
  await page.getByLabel("Files to upload").setInputFiles({ name: "dot.png", mimeType: "image/png", buffer });
  await expect(page.getByRole("link", { name: /dot\.png/ })).toBeVisible();
  const [source] = await withDatabase(
    E2E_DATABASE_URL,
    (sql) => sql<{ slug: string }[]>`select slug from sources where account_id = ${account.id} and type = 'library'`,
  );
  const address = `/i/${source?.slug}/dot.png?w=30&fm=webp`;

  const own = await page.request.get(address);
  expect(own.status()).toBe(200);
  expect(await sharp(await own.body()).metadata()).toMatchObject({ format: "webp", width: 30, height: 20 });
  expect(own.headers()).toMatchObject({
    "cache-control": "private, no-store",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": expect.stringMatching(/sandbox$/),
    "x-content-type-options": "nosniff",
  });
  expect((await page.request.get(address)).headers()["x-cache"]).toBe("hit");

  const port = new URL(E2E_URL).port;
  expect((await ask(E2E_URL, address)).statusCode).toBe(403);
  expect((await ask(E2E_URL, "/dot.png?w=30", `${source?.slug}.localhost:${port}`)).statusCode).toBe(403);
  expect((await ask(E2E_URL, "/sign-in", `${source?.slug}.localhost:${port}`)).statusCode).toBe(403);
  expect((await ask(E2E_URL, "/sign-in", `nothing.localhost:${port}`)).statusCode).toBe(421);
  expect((await ask(E2E_URL, "/_next/image?url=%2Ficon.svg&w=64&q=75")).statusCode).toBe(404);
});

test("a file is made private and published again by its switch, and its address copied", async ({ context }) => {
  const { mira, account } = await makeTeam();
  const page = await openAs(context, mira, "media");
  const buffer = await sharp({ create: { width: 30, height: 20, channels: 3, background: "#0f5a69" } })
    .png()
    .toBuffer();
  await page.getByLabel("Files to upload").setInputFiles({ name: "dot.png", mimeType: "image/png", buffer });
  await withDatabase(E2E_DATABASE_URL, async (sql) => {
    await sql`update deployments set config = '{"signedOnly": false}' where account_id = ${account.id}`;
    await sql`update sources set name = 'Library' where account_id = ${account.id}`;
  });
  await page.getByRole("link", { name: /dot\.png/ }).click();
  const delivery = page.getByRole("region", { name: "Publication" });
  await expect(delivery).toContainText("Everyone who has the address gets it");
  const address = new URL((await delivery.getByRole("code").textContent()) ?? "").pathname;
  const answered = async () => (await ask(E2E_URL, address)).statusCode;
  expect(await answered()).toBe(200);
  await expectAccessible(page);

  const published = delivery.getByRole("switch", { name: "Published" });
  await published.press("Space");
  await expect(delivery).toContainText("people who may see it open it");
  await expect.poll(answered).toBe(404);
  expect((await page.request.get(address)).status()).toBe(200);
  await expect(page.getByText(/^Private · /).first()).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(published).toBeChecked();
  await expect.poll(answered).toBe(200);
});
