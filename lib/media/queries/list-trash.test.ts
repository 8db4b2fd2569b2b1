import { expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { deleteItems } from "@/lib/media/commands/trash";
import { listTrash } from "@/lib/media/queries/list-trash";
import { putFile } from "@/lib/testing/library";
import { makeStudio } from "@/lib/testing/studio";

useTestDatabase();

test("the trash is turned there and back, the latest first", async () => {
  const { lea, account } = await makeStudio();
  const fileIds = await Promise.all([1, 2, 3, 4, 5].map((n) => putFile(account, `old ${n}.txt`)));
  for (const id of fileIds) await deleteItems(lea, { fileIds: [id], folderIds: [] });
  const page = async (cursor?: string | null) => {
    const { rows, ...cursors } = await listTrash(lea, { limit: 2, cursor: cursor ?? undefined });
    return { ids: rows.map(({ id }) => id), ...cursors };
  };
  const one = await page();
  const two = await page(one.nextCursor);
  const three = await page(two.nextCursor);
  expect([one.ids, two.ids, three.ids].flat()).toEqual(fileIds.toReversed());
  expect([one.previousCursor, three.nextCursor]).toEqual([null, null]);
  expect((await page(three.previousCursor)).ids).toEqual(two.ids);
  expect(await page(two.previousCursor)).toEqual(one);
});
