import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { copyFiles } from "@/lib/media/commands/copy";
import { findFile } from "@/lib/media/queries/find-file";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFile, putFolder, putShare } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

test("a file is copied by who contributes to it and to where it goes, and by nobody who only looks at one of them", async () => {
  const { account, jonah } = studio;
  const [source, open, shut] = [
    await putFolder(account, "Source"),
    await putFolder(account, "Open"),
    await putFolder(account, "Shut"),
  ];
  const [file, seen] = [await putFile(account, "a.txt", { in: source }), await putFile(account, "b.txt", { in: shut })];
  await putShare(account, source, jonah.memberId, "contribute");
  await putShare(account, open, jonah.memberId, "contribute");
  await putShare(account, shut, jonah.memberId, "view");
  const copy = (fileIds: string[], toId: string | null) => copyFiles(jonah, { fileIds, toId, clash: "keep" });

  await expect(copy([file], shut)).rejects.toMatchObject({ code: "forbidden" });
  await expect(copy([file], null)).rejects.toMatchObject({ code: "forbidden" });
  const { outcomes, madeIds } = await copy([seen, file], open);
  expect(outcomes).toMatchObject([
    { id: seen, outcome: "refused", code: "forbidden" },
    { id: file, outcome: "changed" },
  ]);
  expect(await findFile(jonah, madeIds[0] ?? "")).toMatchObject({ owner: { id: jonah.memberId }, level: "manage" });
});
