import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import type { Actor, ActorAccount } from "@/lib/actor";
import { inviteUsers } from "@/lib/invitations/commands/invite-users";
import { type RenderedMail, renderMail } from "@/lib/mails/render";
import type { Mail } from "@/lib/mails/templates";
import type { Permission } from "@/lib/permissions/permissions";

type Offer = { roleId?: string | null; permissions?: Permission[]; grantsExpireAt?: Date | null };

/** Invites one person, and reads the link in their mail. */
export async function invite(actor: Actor, email: string, offer: Offer = {}): Promise<{ id: string; token: string }> {
  const { roleId = "developer", permissions = [], grantsExpireAt = null } = offer;
  const [invited] = await inviteUsers(actor, { people: [{ email, roleId, permissions, grantsExpireAt }] });
  if (!invited?.invitationId) throw new Error(invited?.reason ?? "Nobody was invited.");
  return { id: invited.invitationId, token: tokenIn((await lastMailTo(actor.account, email)).text) };
}

export async function lastMailTo({ id }: ActorAccount, email: string): Promise<RenderedMail> {
  const [mail] = await systemDb().execute<Mail>(sql`
    select template, props from mails where account_id = ${id} and "to" = ${email} order by created_at desc, id desc limit 1`);
  if (!mail) throw new Error(`There is no mail to ${email}.`);
  return renderMail(mail);
}

/** The secret of the first invitation link in a text. */
export const tokenIn = (text: string) => /\/invite\/([\w-]+)/.exec(text)?.[1] ?? "";

/** Lets the seven days pass. */
export async function expire(invitationId: string): Promise<void> {
  const db = systemDb();
  await db.execute(sql`update invitations set expires_at = now() where id = ${invitationId}`);
  await db.execute(sql`update invitation_links set expires_at = now() where invitation_id = ${invitationId}`);
}
