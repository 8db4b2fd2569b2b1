import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { filesSearch } from "@/lib/media/input/search";
import { listFiles } from "@/lib/media/queries/list-files";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFile, putFolder } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

const FILES = {
  small: { size: 400_000, width: 800, height: 600, created: "2026-01-15T12:00:00Z", updated: "2026-02-01T00:00:00Z" },
  middle: {
    size: 2_000_000,
    width: 1600,
    height: 1200,
    created: "2026-02-28T23:59:59Z",
    updated: "2026-03-01T08:00:00Z",
  },
  large: {
    size: 9_000_000,
    width: 4000,
    height: 3000,
    created: "2026-03-01T00:00:00Z",
    updated: "2027-01-01T00:00:00Z",
  },
};

let studio: Studio;
let folder: string;
beforeAll(async () => {
  studio = await makeStudio();
  folder = await putFolder(studio.account, "Shoot");
  for (const [name, { size, width, height, created, updated }] of Object.entries(FILES)) {
    const owner = name === "small" ? studio.lea.memberId : null;
    const id = await putFile(studio.account, `${name}.txt`, { in: folder, owner });
    await systemDb().execute(sql`
      update files set size = ${size}, width = ${width}, height = ${height}, created_at = ${created}, updated_at = ${updated},
        tags = ${sql.raw(name === "large" ? "'{press}'" : "'{}'")}
      where account_id = ${studio.account.id} and id = ${id}`);
  }
});

const find = async (search: { q?: string; sort?: string }) => {
  const { rows, problem } = await listFiles(studio.lea, filesSearch.parse({ folder, sort: "size", ...search }));
  return problem ? problem.message : rows.map(({ name }) => name.replace(".txt", "")).join(" ");
};

test.each([
  ["size:2mb", "middle"],
  ["size>2mb", "large"],
  ["size>=2mb", "middle large"],
  ["size<2mb", "small"],
  ["size<=2000kb", "small middle"],
  ["size>400kb size<9mb", "middle"],
  ["-size>2mb", "small middle"],
  ["size:400kb,9mb", "small large"],
  ["width:1600", "middle"],
  ["width>1600", "large"],
  ["width>=1600 width<4000", "middle"],
  ["height<1200", "small"],
  ["height<=1200", "small middle"],
  ["height:3000", "large"],
])("%s finds %s", async (q, found) => expect(await find({ q })).toBe(found));

test.each([
  ["created:2026-02-28", "middle"],
  ["created:2026-02", "middle"],
  ["created:2026", "small middle large"],
  ["created>2026-02", "large"],
  ["created>=2026-02", "middle large"],
  ["created<2026-02-28", "small"],
  ["created<=2026-02-28", "small middle"],
  ["created>2026-01-15 created<2026-03", "middle"],
  ["updated:2026", "small middle"],
  ["updated>2026", "large"],
  ["updated<2026-03", "small"],
  ["updated>=2026-03 updated<=2026-12", "middle"],
])("days are those of UTC: %s finds %s", async (q, found) => expect(await find({ q })).toBe(found));

test.each([
  ["is:mine", "small"],
  ["-is:mine", "middle large"],
  ["is:untagged", "small middle"],
  ["name:MALL", "small"],
  ["name:mid,lar", "middle large"],
  ["-name:l", ""],
])("%s finds %s", async (q, found) => expect(await find({ q })).toBe(found));

test.each([
  ["size>big", "big is no size: 500kb or 2.5mb is."],
  ["width>wide", "width is a number, and wide is none."],
  ["created>soon", "created is a date such as 2027-02-19, 2027-02 or 2027."],
  ["name>m", "name has no order: write name:m."],
  ["is:new", "After is: stands mine or untagged."],
])("%s means nothing, and why is told", async (q, why) => expect(await find({ q })).toBe(why));

test.each([
  ["size", "small middle large"],
  ["-size", "large middle small"],
  ["created", "small middle large"],
  ["-created", "large middle small"],
  ["name", "large middle small"],
  ["-name", "small middle large"],
])("sorted by %s they come as %s", async (sort, order) => expect(await find({ sort })).toBe(order));

test.each(["size", "-size", "created", "-created", "name", "-name"] as const)(
  "pages sorted by %s go on where the one before ended",
  async (sort) => {
    const names: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await listFiles(
        studio.lea,
        filesSearch.parse({ folder, sort, limit: 1, ...(cursor && { cursor }) }),
      );
      names.push(...page.rows.map(({ name }) => name.replace(".txt", "")));
      cursor = page.nextCursor;
    }
    expect(names.join(" ")).toBe(await find({ sort }));
  },
);
