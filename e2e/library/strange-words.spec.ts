import type { APIResponse, Page } from "@playwright/test";
import { expect, surroundings, test } from "../fixtures";
import { shortName, withDatabase } from "../people";
import { makeTeam, openAs } from "../team";
import { bring, makeFolder, makeLink } from "./things";

const RUNS = `<img src=x onerror=alert(1)>`;
const ENDS = `"'><svg onload=alert(2)>`;
const FIRES = "{{constructor.constructor('alert(3)')()}} javascript:alert(4)";

const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" onload="alert(5)"><script>alert(6)</script>
  <foreignObject width="40" height="40"><img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="alert(7)"/></foreignObject></svg>`;
const PAGE = `<!doctype html><title>Sign in</title><script>alert(document.domain)</script>`;

/** Whether what was written as words became part of the page. */
const strangersIn = (page: Page) =>
  page.evaluate(() => document.querySelectorAll("[onerror], [onload], img[src=x], script:not([nonce], [src])").length);

/** What a browser does with it when it is opened by itself: saves it, or shows it where it has no origin. */
function isHarmless(answer: APIResponse): boolean {
  const { "content-disposition": way = "", "content-security-policy": policy = "" } = answer.headers();
  return (
    answer.headers()["x-content-type-options"] === "nosniff" &&
    (way.startsWith("attachment") || /(^|;)\s*sandbox\s*(;|$)/.test(policy))
  );
}

test("words and pages that somebody brings run nowhere", async ({ context, newPerson }) => {
  const { mira, account } = await makeTeam();
  const page = await openAs(context, mira, "media");
  const alerts: string[] = [];
  context.on("dialog", (dialog) => {
    alerts.push(dialog.message());
    void dialog.dismiss();
  });
  const folder = await makeFolder(mira, RUNS);
  const drawing = await bring(page.request, mira, `${RUNS}.svg`, Buffer.from(DRAWING), folder);
  const paper = await bring(page.request, mira, `${ENDS}.html`, Buffer.from(PAGE), folder);
  const collection = `col_${shortName()}`;
  await withDatabase(surroundings.E2E_DATABASE_URL, async (sql) => {
    const field = `fie_${shortName()}`;
    await sql`update accounts set name = ${RUNS} where id = ${account.id}`;
    await sql`update members set name = ${ENDS} where id = ${mira.memberId}`;
    await sql`insert into metadata_fields (account_id, id, name, kind, started_by)
      values (${account.id}, ${field}, ${RUNS}, 'text', 'system')`;
    await sql`update files set tags = ${[RUNS.toLowerCase(), ENDS]}, metadata = ${sql.json({ [field]: FIRES + ENDS })}
      where account_id = ${account.id}`;
    await sql`insert into collections (account_id, id, name, name_key, description, started_by)
      values (${account.id}, ${collection}, ${ENDS}, ${ENDS}, ${RUNS}, ${mira.memberId})`;
    await sql`insert into collection_files (account_id, collection_id, file_id, folder_id, started_by)
      values (${account.id}, ${collection}, ${drawing}, ${folder}, ${mira.memberId})`;
  });
  const link = await makeLink(mira, folder, { note: RUNS });

  const guest = await (await newPerson()).newPage();
  guest.on("dialog", (dialog) => {
    alerts.push(dialog.message());
    void dialog.dismiss();
  });
  const places: [Page, string, string][] = [
    [page, "/media", RUNS],
    [page, `/media?folder=${folder}`, RUNS],
    [page, `/media?folder=${folder}&file=${drawing}`, RUNS],
    [page, `/media?q=${encodeURIComponent(`${ENDS} tag:x`)}`, ENDS],
    [page, `/media?collection=${collection}`, ENDS],
    [page, `/media/links?link=${link.id}`, RUNS],
    [page, "/audit-log", "img src=x"],
    [page, "/settings", RUNS],
    [guest, `/s/${link.token}`, RUNS],
    [guest, `/s/${link.token}?file=${drawing}`, "img src=x"],
  ];
  for (const [by, place, words] of places) {
    await by.goto(place.startsWith("/s/") ? place : `/${account.slug}${place}`);
    await expect(by.getByRole("main")).toContainText(words.slice(0, 12));
    expect(await strangersIn(by), place).toBe(0);
  }

  for (const file of [drawing, paper]) {
    const own = `/api/media/${account.slug}/files/${file}`;
    for (const address of [`${own}/content`, `${own}/download`])
      expect(isHarmless(await page.request.get(address)), address).toBe(true);
    for (const form of ["preview", "thumbnail", "download"]) {
      const answer = await guest.request.get(`/s/${link.token}/file?file=${file}&form=${form}`);
      expect(answer.status() === 404 || isHarmless(answer), `${form} for visitors`).toBe(true);
    }
  }
  expect(alerts).toEqual([]);
});
