import { type SQL, sql } from "drizzle-orm";
import type { Check } from "@/lib/fsck/checks/check";

/** The day of a moment, as uses of keys are counted. */
const dayOf = (moment: SQL) => sql`(${moment} at time zone 'utc')::date`;

const during = (row: SQL) =>
  sql`u.day > ${dayOf(sql`${row}.started_at`)} and u.day < coalesce(${dayOf(sql`${row}.ended_at`)}, 'infinity')`;

export const KEYS: Record<string, Check> = {
  keyOwners: {
    holds: "Every key that has not ended belongs to a member",
    broken: sql`
      select a.slug as account, 'the key ' || k.name || ' (' || k.id || ') outlived its owner''s membership' as what
      from api_keys k join accounts a on a.id = k.account_id
      join members m on m.account_id = k.account_id and m.id = k.owner_id
      where k.ended_at is null and m.ended_at is not null`,
  },

  keysStop: {
    holds: "No key was let in on a day after its end, or within its own or its owner's suspension",
    broken: sql`
      select a.slug as account, 'the key ' || k.name || ' (' || k.id || ') was let in on ' || min(u.day) as what
      from api_key_uses u join api_keys k on k.account_id = u.account_id and k.id = u.key_id
      join accounts a on a.id = k.account_id
      where u.requests > 0 and (u.day > ${dayOf(sql`least(k.ended_at, k.expires_at)`)}
        or exists (select from api_key_suspensions s where s.account_id = k.account_id and s.key_id = k.id and ${during(sql`s`)})
        or exists (select from suspensions s where s.account_id = k.account_id and s.member_id = k.owner_id and ${during(sql`s`)}
          and not exists (select from api_key_handovers h where h.account_id = k.account_id and h.key_id = k.id)))
      group by a.slug, k.name, k.id`,
  },
};
