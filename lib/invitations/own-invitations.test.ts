import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { openOwnInvitation } from "@/lib/invitations/commands/open-own-invitation";
import { findInvitation } from "@/lib/invitations/queries/find-invitation";
import { listOwnInvitations } from "@/lib/invitations/queries/list-own-invitations";
import { inviteAddress } from "@/lib/testing/sign-in";
import { joinAccount, makeAccount } from "@/lib/testing/studio";

useTestDatabase();

test("a person sees and opens the invitations to their own, proven address", async () => {
  const person = await joinAccount(await makeAccount());
  await inviteAddress(await makeAccount(), person.email);
  const [invitation] = await listOwnInvitations(person.userId);
  const link = await openOwnInvitation(person.userId, { invitationId: invitation?.id ?? "" });
  expect(await findInvitation(link.split("/").at(-1) ?? "")).toMatchObject({ email: person.email, delivery: "copy" });

  const other = await joinAccount(await makeAccount());
  expect(await listOwnInvitations(other.userId)).toEqual([]);
  await expect(openOwnInvitation(other.userId, { invitationId: invitation?.id ?? "" })).rejects.toMatchObject({
    code: "gone",
  });

  await systemDb().execute(sql`update users set email_verified_at = null where id = ${person.userId}`);
  expect(await listOwnInvitations(person.userId)).toEqual([]);
  await expect(openOwnInvitation(person.userId, { invitationId: invitation?.id ?? "" })).rejects.toMatchObject({
    code: "gone",
  });
});
