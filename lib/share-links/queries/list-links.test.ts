import { expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { createLink } from "@/lib/share-links/commands/create-link";
import { createLinkInput, linksSearch } from "@/lib/share-links/input";
import { listLinks } from "@/lib/share-links/queries/list-links";
import { putFile } from "@/lib/testing/library";
import { makeStudio } from "@/lib/testing/studio";

useTestDatabase();

test("the list of links is turned there and back, the newest first", async () => {
  const { lea, account } = await makeStudio();
  const item = { fileId: await putFile(account, "poster.jpg") };
  const made = [];
  for (const note of ["a", "b", "c"]) made.push((await createLink(lea, createLinkInput.parse({ item, note }))).id);
  const page = (cursor?: string | null) => listLinks(lea, linksSearch.parse({ limit: 2, cursor: cursor ?? undefined }));
  const one = await page();
  const two = await page(one.nextCursor);
  expect([...one.rows, ...two.rows].map(({ id }) => id)).toEqual(made.toReversed());
  expect(two.nextCursor).toBeNull();
  expect(await page(two.previousCursor)).toEqual(one);
});
