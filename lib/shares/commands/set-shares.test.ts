import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { historyOf } from "@/lib/audit/queries/list-events";
import { findFile } from "@/lib/media/queries/find-file";
import { setShares } from "@/lib/shares/commands/set-shares";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFolder, uploadText } from "@/lib/testing/library";
import { asMember, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

test("shares: given, raised, ended and taken back; asleep while the role sees everything", async () => {
  const folder = await putFolder(studio.account, "shared");
  const file = await uploadText(studio.lea, folder, "shared.txt");
  const set = (level: "view" | "manage" | null) =>
    setShares(studio.lea, {
      item: { folderId: folder },
      shares: [{ grantee: { memberId: studio.jonah.memberId }, level }],
    });
  const notFound = { code: "not_found" };
  const given = await set("view");
  await findFile(studio.jonah, file);
  const raised = await set("manage");
  expect((await set("manage")).changed).toBe(false);
  await setShares(studio.lea, raised.before);
  expect((await findFile(studio.jonah, file)).level).toBe("view");
  await setShares(studio.lea, given.before);
  await expect(findFile(studio.jonah, file)).rejects.toMatchObject(notFound);
  const [event] = (await historyOf(studio.mira, folder)).rows;
  expect(event).toMatchObject({ operation: "media.share", target: { kind: "folder", name: "shared" } });
  expect(event?.changes).toMatchObject([{ removed: ["Jonah Whitfield: view"] }]);

  await set("view");
  const roles = (role: string) =>
    systemDb().execute(sql`
      update role_assignments set built_in_role = ${role} where account_id = ${studio.account.id} and member_id = ${studio.jonah.memberId}`);
  await roles("finance");
  await expect(findFile(await asMember(studio.account, studio.jonah.memberId), file)).rejects.toMatchObject({
    code: "forbidden",
  });
  await roles("media_library_view_only_access");
  await set("manage");
  expect((await findFile(await asMember(studio.account, studio.jonah.memberId), file)).level).toBe("view");
  await roles("media_library_restricted_access");
  expect((await findFile(await asMember(studio.account, studio.jonah.memberId), file)).level).toBe("manage");
  await systemDb().execute(
    sql`update shares set expires_at = now() where member_id = ${studio.jonah.memberId} and folder_id = ${folder}`,
  );
  await expect(findFile(studio.jonah, file)).rejects.toMatchObject(notFound);
});
