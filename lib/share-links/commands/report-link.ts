import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { LinkActor } from "@/lib/actor";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { writeMails } from "@/lib/mails/commands";
import type { OpenLink } from "@/lib/share-links/queries/open-link";
import { holdersOf } from "@/lib/users/queries/holders";

/** Reports of one link that are mailed within a day. */
const MOST_REPORTS = 5;

/** Tells the account's administrators, and whoever made the link, what a visitor finds wrong: each visitor once a day. */
export async function reportLink({ actor, item }: OpenLink, reason: string): Promise<void> {
  await withAccount(actor.account.id, async (tx) => {
    const { reported, today } = await reportsToday(tx, actor);
    if (reported) throw new AppError("too_many", "You have reported this today. Whoever runs it has been told.");
    if (today >= MOST_REPORTS) throw new AppError("too_many", "This was reported several times today already.");
    await tx.execute(sql`
      insert into share_link_events (account_id, link_id, kind, bot, ip, user_agent, note)
      values (${actor.account.id}, ${actor.link.id}, 'report', false, ${actor.origin.ip}, ${actor.origin.userAgent}, ${reason})`);
    const url = `${env().APERTURE_URL}/${actor.account.slug}/media/links?link=${actor.link.id}`;
    const props = { url, account: actor.account.name, item: item.name, reason };
    const everyone = await recipients(tx, actor);
    await writeMails(
      tx,
      everyone.map((to) => ({ accountId: actor.account.id, to, template: "link-reported", props })),
    );
  });
}

async function reportsToday(tx: Tx, { account, link, origin }: LinkActor) {
  await tx.execute(sql`select from share_links where account_id = ${account.id} and id = ${link.id} for update`);
  const [row] = await tx.execute<{ reported: boolean; today: number }>(sql`
    select coalesce(bool_or(e.ip is not distinct from ${origin.ip}::text), false) as reported, count(*)::int as today
    from share_link_events e where e.account_id = ${account.id} and e.link_id = ${link.id} and e.kind = 'report'
      and e.at > now() - interval '1 day'`);
  return row ?? { reported: false, today: 0 };
}

async function recipients(tx: Tx, { account, link }: LinkActor): Promise<string[]> {
  const rows = await tx.execute<{ email: string }>(sql`
    select email from members where account_id = ${account.id} and ended_at is null
      and (id in (${holdersOf(account.id, "account_admin")}) or id = ${link.ownerId}::text)
    order by started_at limit 20`);
  return rows.map(({ email }) => email);
}
