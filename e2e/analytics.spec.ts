import fs from "node:fs/promises";
import { expectAccessible } from "./accessible";
import { expect, surroundings, test } from "./fixtures";
import { makePerson, shortName, signedIn, withDatabase } from "./people";
import { makeTeam, openAs, type Team } from "./team";

const { E2E_DATABASE_URL, E2E_URL } = surroundings;

test.use({ expectedComplaints: /404 \(Not Found\)/ });

/** Thirty days of two sources, until after the next hour has begun, the shop busier than the press; an image is missing twice a day. */
const giveTraffic = ({ account }: Team) =>
  withDatabase(E2E_DATABASE_URL, async (sql) => {
    const [shop, press] = [`src_${shortName()}`, `src_${shortName()}`];
    for (const [id, name] of [
      [shop, "Shop"],
      [press, "=Press"],
    ] as const)
      await sql`insert into sources (account_id, id, slug, name, type, status, deployment, created_by)
        values (${account.id}, ${id}, ${id.replace("_", "-")}, ${name}, 'web_folder', 'deployed', 1, 'system')`;
    await sql`insert into delivery_half_hours (account_id, source_id, at, requests, bytes, saved, hits, errors)
      select ${account.id}, coalesce(s.id, '*'), at, sum(n), sum(n) * 1000, sum(n) * 4000, sum(n - 2), sum(1)
      from generate_series(date_trunc('hour', now()) - interval '30 days', date_trunc('hour', now()) + interval '1 hour', interval '1 hour') at,
        (values (${shop}, 40), (${press}, 10)) s (id, n) group by at, rollup (s.id)`;
    await sql`insert into delivery_days (account_id, source_id, day, requests, bytes, saved, hits, errors)
      select account_id, source_id, (at at time zone 'utc')::date, sum(requests), sum(bytes), sum(saved), sum(hits), sum(errors)
      from delivery_half_hours where account_id = ${account.id} group by 1, 2, 3`;
    await sql`insert into delivery_tallies (account_id, source_id, kind, day, value, requests, bytes, saved)
      select ${account.id}, t.source, t.kind, day, t.value, t.n, t.n * 1000, t.n * 4000
      from generate_series(current_date - 30, current_date, interval '1 day') day, (values
        (${shop}, 'path', '/hero.jpg', 900), (${press}, 'path', '/team.jpg', 238), (${shop}, 'missing', '/gone.jpg', 62),
        ('*', 'status', '200', 1138), ('*', 'status', '404', 62), ('*', 'format', 'avif', 1138),
        ('*', 'device', 'mobile', 1200), ('*', 'country', 'PT', 1200), ('*', 'referrer', '', 1200)) t (source, kind, value, n)`;
    return { shop, press };
  });

test("a finance member reads the figures: span, measure, cursor, zoom, table, source and file", async ({ context }) => {
  test.slow();
  const team = await makeTeam();
  await giveTraffic(team);
  const page = await openAs(context, team.priya, "analytics");
  await expect(page.getByRole("heading", { name: "Analytics", level: 1 })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Analytics" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Requests by hour" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Top images" })).toContainText("/hero.jpg");
  await expect(page.getByRole("list", { name: "Not found" })).toContainText("/gone.jpg");
  await expectAccessible(page);

  await test.step("the cursor speaks", async () => {
    const cursor = page.getByRole("slider", { name: "Requests, cursor" });
    const spoken = page.getByRole("status").filter({ hasText: ":" });
    await cursor.focus();
    await expect(spoken).toContainText(/: 50, /);
    const last = await cursor.getAttribute("aria-valuetext");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await expect(cursor).not.toHaveAttribute("aria-valuetext", last ?? "");
    await expect(spoken).toContainText(/: 50, .*: 50/);
    for (let i = 0; i < 3; i++) await page.keyboard.press("Shift+ArrowLeft");
    await expect(spoken).toContainText("Enter zooms in");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/from=.*T.*to=.*T/);
    await page.getByRole("button", { name: "Zoom out" }).click();
    await expect(page).not.toHaveURL(/from=/);
  });

  await test.step("dragging marks a stretch too", async () => {
    const box = await page.getByRole("slider").locator("xpath=following-sibling::div").boundingBox();
    if (!box) throw new Error("There is no chart.");
    await page.mouse.move(box.x + box.width * 0.4, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 120, { steps: 4 });
    await page.mouse.up();
    await expect(page).toHaveURL(/from=.*T.*to=.*T/);
    await page.locator("label", { hasText: "30 days" }).click();
    await expect(page).toHaveURL(/range=30d/);
    await expect(page.getByRole("heading", { name: "Requests by day" })).toBeVisible();
  });

  await test.step("every value stands in a table as well", async () => {
    await page.getByRole("button", { name: "View as table" }).click();
    await expect(page.getByRole("table", { name: "Requests, table" }).getByRole("row")).toHaveCount(31);
    await expectAccessible(page);
    await page.getByRole("button", { name: "View as chart" }).click();
  });

  await test.step("figures, sources and comparison stand in the address", async () => {
    await page.getByRole("link", { name: /^Bandwidth/ }).click();
    await expect(page).toHaveURL(/measure=bytes/);
    await page.getByRole("switch", { name: "By source" }).check();
    await expectAccessible(page);
    await page.getByRole("list", { name: "Legend" }).getByRole("button", { name: "Shop" }).click();
    await expect(page).toHaveURL(/source=src_/);
    await expect(page.getByRole("combobox", { name: "Source" })).toHaveValue(/src_/);
    await expect(page.getByRole("list", { name: "Sources" })).toHaveCount(0);
    await page.getByRole("switch", { name: "Compare with before" }).uncheck();
    await expect(page.getByRole("list", { name: "Legend" }).getByRole("listitem")).toHaveCount(1);
    await page.reload();
    await expect(page.getByRole("list", { name: "Legend" }).getByRole("listitem")).toHaveCount(1);
  });

  await test.step("what is shown can be taken along, and runs nothing", async () => {
    await page.getByRole("combobox", { name: "Source" }).selectOption("All sources");
    await expect(page).not.toHaveURL(/source=/);
    await page.getByRole("button", { name: "Export what is shown" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "Sources" }).click(),
    ]);
    const file = await fs.readFile(await download.path(), "utf8");
    expect(file).toContain(",'=Press,");
  });
});

test("a developer sees them too, before the first request with an example; for others there is no such page", async ({
  context,
  newPerson,
}) => {
  const team = await makeTeam();
  const page = await openAs(context, team.dana, "analytics");
  await expect(page.getByRole("heading", { name: "No image has been requested yet" })).toBeVisible();
  await expect(page.getByRole("tabpanel")).toContainText("<img src=");
  await expectAccessible(page);

  const sofia = await makePerson(E2E_DATABASE_URL, { account: team.account, role: "media_library_view_only_access" });
  const elsewhere = await newPerson();
  await signedIn(E2E_DATABASE_URL, E2E_URL, elsewhere, sofia);
  const other = await elsewhere.newPage();
  await other.goto(`/${sofia.account.slug}/analytics`);
  await expect(other.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  await expect(other.getByRole("link", { name: "Analytics" })).toHaveCount(0);
});
