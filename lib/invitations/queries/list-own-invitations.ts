import "server-only";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { authorName } from "@/lib/users/queries/author-name";

type OwnInvitation = { id: string; account: string; invitedBy: string };

/** The invitations that wait for this person, by the address that they have proven to be theirs. */
export async function listOwnInvitations(userId: string): Promise<OwnInvitation[]> {
  return [
    ...(await systemDb().execute<OwnInvitation>(sql`
      select i.id, a.name as account, ${authorName(sql`i.account_id`, sql`i.started_by`)} as "invitedBy"
      from users u
      join invitations i on lower(i.email) = lower(u.email) and i.ended_at is null and i.expires_at > now()
      join accounts a on a.id = i.account_id and a.deleted_at is null
      where u.id = ${userId} and u.email_verified_at is not null
      order by lower(a.name)`)),
  ];
}
