import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import type { UsersSearch } from "@/lib/users/input";
import { listUsers } from "@/lib/users/queries/list-users";
import { type InvitationRow, readPeople } from "@/lib/users/queries/people";

export type InvitationPage = { rows: InvitationRow[]; total: number; nextCursor: string | null };

/** Those that wait to be accepted and those that have run out. */
export async function listInvitations(actor: Actor, search: Omit<UsersSearch, "kind">): Promise<InvitationPage> {
  authorize(actor, "invitations.view");
  const { rows, ...page } = await listUsers(actor, { ...search, kind: "invitation" });
  return { ...page, rows: rows.filter((row) => row.kind === "invitation") };
}

export async function findInvitationById(actor: Actor, invitationId: string): Promise<InvitationRow> {
  authorize(actor, "invitations.view");
  return withAccount(actor.account.id, async (tx) => {
    const [found] = await readPeople(
      tx,
      actor,
      sql`select 'invitation' as kind, i.id, '' as key from invitations i
        where i.account_id = ${actor.account.id} and i.id = ${invitationId} and i.ended_at is null`,
    );
    if (found?.row.kind !== "invitation") throw notFound("invitation");
    return found.row;
  });
}
