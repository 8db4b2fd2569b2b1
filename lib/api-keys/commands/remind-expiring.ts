import { sql } from "drizzle-orm";
import { withSystem } from "@/db/client";
import { env } from "@/lib/env";
import { formatDateTime } from "@/lib/format";
import { writeMails } from "@/lib/mails/commands";

const REMIND_DAYS = 7;

type Due = {
  accountId: string;
  slug: string;
  id: string;
  name: string;
  prefix: string;
  email: string;
  timeZone: string;
  expiresAt: string;
};

/**
 * Mails the owners of keys that expire within a week, once for each expiry. A key that was made for a short time is
 * announced in its second half.
 */
export async function remindExpiring(): Promise<void> {
  await withSystem(async (tx) => {
    const due = await tx.execute<Due>(sql`
      with reminded as (
        update api_keys set reminded_at = now() where (account_id, id) in (
          select k.account_id, k.id from api_keys k join members m on m.account_id = k.account_id and m.id = k.owner_id
          where k.ended_at is null and k.reminded_at is null and k.expires_at > now() and m.ended_at is null
            and k.expires_at - least(make_interval(days => ${REMIND_DAYS}), (k.expires_at - k.started_at) / 2) <= now()
            and not exists (select from api_keys s where s.account_id = k.account_id and s.rotated_from_id = k.id)
          order by k.expires_at limit 200 for update of k skip locked)
        returning *)
      select r.account_id as "accountId", a.slug, r.id, r.name, r.prefix, m.email, m.time_zone as "timeZone",
        to_json(r.expires_at) as "expiresAt"
      from reminded r join accounts a on a.id = r.account_id
      join members m on m.account_id = r.account_id and m.id = r.owner_id`);
    await writeMails(
      tx,
      due.map(({ accountId, slug, id, name, prefix, email, timeZone, expiresAt }) => {
        const url = `${env().APERTURE_URL}/${slug}/api-keys?key=${id}`;
        const expires = formatDateTime(expiresAt, { locale: "en", zone: timeZone });
        return { accountId, to: email, template: "key-expiry", props: { url, name, prefix, expires } };
      }),
    );
  });
}
