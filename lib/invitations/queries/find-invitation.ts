import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Db, systemDb, type Tx } from "@/db/client";
import { listOf, type Permission } from "@/lib/permissions/permissions";
import { hashToken } from "@/lib/tokens";
import { type AccessJson, heldBy, roleOf, toAccess } from "@/lib/users/queries/access";
import { authorName } from "@/lib/users/queries/author-name";
import { invitedAccess } from "@/lib/users/queries/people";
import { accessInWords } from "@/lib/users/rules";

/** What someone sees who opens an invitation, before they accept. */
export type Invitation = {
  account: { name: string; slug: string };
  invitedBy: string;
  email: string;
  /** What the inviter calls them, may be empty. */
  name: string;
  access: {
    role: string | null;
    /** Beside the role. */
    permissions: Permission[];
    /** When those end. */
    grantsExpireAt: Date | null;
    /** All that it amounts to. */
    held: Permission[];
    words: string;
  };
  expiresAt: Date;
  /** A mailed link proves the mailbox: it accepts by itself. With a copied one the person must be signed in. */
  delivery: "mail" | "copy";
  /** Nobody signs in with this address yet. */
  isNew: boolean;
};

/** An invitation behind a link that is open, as accepting needs it. */
export type OpenInvitation = Omit<Invitation, "access"> & {
  id: string;
  accountId: string;
  invitedById: string;
  roleId: string | null;
  permissions: Permission[];
  grantsExpireAt: Date | null;
  held: Permission[];
  role: string | null;
};

type Row = Omit<OpenInvitation, "grantsExpireAt" | "expiresAt" | "held" | "role"> & {
  access: AccessJson;
  grantsExpireAt: string | null;
  expiresAt: string;
};

/** Null alike for a link that never was, and for one that was used, revoked or has run out. */
export async function findInvitation(token: string): Promise<Invitation | null> {
  const open = await openInvitation(systemDb(), token);
  if (!open) return null;
  const { account, invitedBy, email, name, expiresAt, delivery, isNew, role, permissions, grantsExpireAt, held } = open;
  const words = accessInWords(role, permissions);
  return {
    account,
    invitedBy,
    email,
    name,
    expiresAt,
    delivery,
    isNew,
    access: { role, permissions, grantsExpireAt, held, words },
  };
}

/** @param moment in a turn, the time of the turn, so that whoever waited past the end comes too late */
export async function openInvitation(
  db: Tx | Db,
  token: string,
  moment: SQL = sql`now()`,
): Promise<OpenInvitation | null> {
  const [row] = await db.execute<Row>(sql`
    select i.id, i.account_id as "accountId", json_build_object('name', a.name, 'slug', a.slug) as account,
      i.email, i.name, i.started_by as "invitedById", ${authorName(sql`i.account_id`, sql`i.started_by`)} as "invitedBy",
      coalesce(i.built_in_role, i.role_id) as "roleId", i.permissions, to_json(i.grants_expire_at) as "grantsExpireAt",
      ${invitedAccess} as access, to_json(i.expires_at) as "expiresAt", l.delivery,
      not exists (select from users u where lower(u.email) = lower(i.email)) as "isNew"
    from invitation_links l
    join invitations i on i.account_id = l.account_id and i.id = l.invitation_id
    join accounts a on a.id = i.account_id and a.deleted_at is null
    where l.token_hash = ${hashToken(token)} and l.ended_at is null and l.expires_at > ${moment}
      and i.ended_at is null and i.expires_at > ${moment}`);
  if (!row) return null;
  const { access: json, grantsExpireAt, expiresAt, ...invitation } = row;
  const access = toAccess(json);
  return {
    ...invitation,
    role: roleOf(access)?.name ?? null,
    held: listOf(heldBy(access)),
    grantsExpireAt: grantsExpireAt ? new Date(grantsExpireAt) : null,
    expiresAt: new Date(expiresAt),
  };
}
