import type { BrowserContext } from "@playwright/test";
import sharp from "sharp";
import { expect, surroundings } from "../fixtures";
import { bring, type Link, makeFolder } from "../library/things";
import { withDatabase } from "../people";
import { makeTeam, openAs } from "../team";

export const drawing = (background: string) =>
  sharp({ create: { width: 900, height: 600, channels: 3, background } })
    .jpeg()
    .withExif({ IFD0: { Make: "Canary Cameras" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" } })
    .toBuffer();

/** Mira at her library, where a press kit of three pictures lies, whose small pictures are there. */
export async function openWithKit(context: BrowserContext) {
  const { mira } = await makeTeam();
  const page = await openAs(context, mira, "media");
  const folder = await makeFolder(mira, "Press kit");
  const files: string[] = [];
  for (const [index, colour] of ["#0f5a69", "#e8a13a", "#7a1f2b"].entries())
    files.push(await bring(page.request, mira, `Hero ${index + 1}.jpg`, await drawing(colour), folder));
  const drawn = () =>
    withDatabase(surroundings.E2E_DATABASE_URL, async (sql) => {
      const [row] =
        await sql`select count(*)::int as done from files where folder_id = ${folder} and thumbhash is not null`;
      return row?.done;
    });
  await expect.poll(drawn, { timeout: 45_000 }).toBe(3);
  return { mira, page, folder, files };
}

export const change = (link: Link, to: Record<string, unknown>) =>
  withDatabase(surroundings.E2E_DATABASE_URL, (sql) => sql`update share_links set ${sql(to)} where id = ${link.id}`);
