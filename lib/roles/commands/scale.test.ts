import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { withPatience } from "@/db/patient";
import { useTestDatabase } from "@/db/testing/database";
import { previewChange } from "@/lib/access/queries/preview/preview-change";
import { createRole } from "@/lib/roles/commands/create-role";
import { deleteRole } from "@/lib/roles/commands/delete-role";
import { editRole } from "@/lib/roles/commands/edit-role";
import { findRole } from "@/lib/roles/queries";
import { makePeople } from "@/lib/testing/make-people";
import { makeStudio } from "@/lib/testing/studio";

useTestDatabase();

test("a role of thousands is previewed and changed, and not taken from all of them at once", async () => {
  const { mira, account } = await makeStudio({ seatLimit: 20_000 });
  const { id: roleId } = await createRole(mira, { name: "Crowd", description: "", permissions: ["media_edit"] });
  await makePeople(account, 10_000);
  await withPatience(process.env.DATABASE_URL ?? "", (tx) =>
    tx.execute(sql`update role_assignments set built_in_role = null, role_id = ${roleId}
      where account_id = ${account.id} and id like 'ras_studio%'`),
  );
  const { people } = await findRole(mira, roleId);
  expect(people).toBeGreaterThan(8000);

  const preview = await previewChange(mira, { kind: "role", roleId, permissions: ["purge"] });
  expect(preview).toMatchObject({ peopleCount: people, refusals: [] });
  await editRole(mira, { roleId, permissions: ["purge"] });
  await expect(deleteRole(mira, { roleId, moveTo: "finance" })).rejects.toThrow("at most 1000 move at once");
});
