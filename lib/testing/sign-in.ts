import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { newId } from "@/db/ids";
import type { ActorAccount, Origin } from "@/lib/actor";

/** A request from somewhere of its own, so that tests do not share limits. */
export const anOrigin = (): Origin => ({
  ip: `198.51.100.${randomBytes(1)[0]}`,
  userAgent: `Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0 ${randomBytes(4).toString("hex")}`,
  requestId: randomBytes(8).toString("hex"),
});

export const anAddress = () => `${randomBytes(6).toString("hex")}@northlight.studio`;

/** Invites an address, as an administrator would. */
export async function inviteAddress(account: ActorAccount, email: string): Promise<void> {
  await systemDb().execute(sql`insert into invitations (account_id, id, email, built_in_role, expires_at, started_by)
    values (${account.id}, ${newId("invitation")}, ${email}, 'developer', now() + interval '7 days', 'system')`);
}

/** The secret of the newest link that was mailed to an address. */
export async function mailedToken(email: string): Promise<string | null> {
  const [mail] = await systemDb().execute<{ url: string }>(
    sql`select props ->> 'url' as url from mails where "to" = ${email} order by created_at desc, id desc limit 1`,
  );
  return mail?.url.match(/\/link\/([\w-]{43})/)?.[1] ?? null;
}

/** Lets time pass for the links of an address, by the only clock that counts. */
export const ageLinks = (email: string, minutes: number) =>
  systemDb().execute(sql`update one_time_links set created_at = created_at - make_interval(mins => ${minutes}),
    expires_at = expires_at - make_interval(mins => ${minutes}) where email = ${email}`);
