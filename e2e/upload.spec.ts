import fs from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, surroundings, test } from "./fixtures";
import { withDatabase } from "./people";
import { makeTeam, openAs } from "./team";

// A reload breaks connections off; a name that is taken is a refusal.
test.use({ expectedComplaints: [/409/, /404/] });

const tray = (page: Page) => page.getByRole("region", { name: "Uploads" });

const filesIn = (account: { id: string }) =>
  withDatabase(
    surroundings.E2E_DATABASE_URL,
    (sql) => sql<{ path: string; name: string; sha256: string }[]>`
      select f.name, f.sha256, coalesce((select string_agg(a.name, '/' order by length(a.path)) from folders d
        join folders a on a.account_id = d.account_id and starts_with(d.path, a.path)
        where d.account_id = f.account_id and d.id = f.folder_id), '') as path
      from files f where f.account_id = ${account.id} and f.trashed_at is null order by path, f.name_key`,
  );

test("a folder of 200 files comes whole, though the page is loaded anew in the middle", async ({ context }, info) => {
  const folder = info.outputPath("Spring");
  for (const [name, count] of [
    ["2026/days", 120],
    ["2026", 60],
    ["", 20],
  ] as const) {
    await fs.mkdir(path.join(folder, name), { recursive: true });
    for (let n = 0; n < count; n++)
      await fs.writeFile(path.join(folder, name, `picture ${n}.txt`), `${name} ${n}`.repeat(500));
  }
  const { mira, account } = await makeTeam();
  const page = await openAs(context, mira, "media");
  await page.getByLabel("Folder to upload").setInputFiles(folder);
  await expect(tray(page).getByText(/^[1-9]\d+ of 200 files here$/)).toBeVisible();
  await page.reload();
  await expect(tray(page).getByText("All files have come")).toBeVisible({ timeout: 60_000 });
  const files = await filesIn(account);
  expect(files).toHaveLength(200);
  expect(files.filter((file) => file.path === "Spring/2026/days")).toHaveLength(120);
  expect(files.filter((file) => file.path === "Spring")).toHaveLength(20);
  await expect(page.getByRole("link", { name: /Spring/ })).toBeVisible();
});
