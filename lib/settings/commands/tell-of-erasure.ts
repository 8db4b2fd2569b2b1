import { sql } from "drizzle-orm";
import { systemDb, withSystem } from "@/db/client";
import { env } from "@/lib/env";
import { formatDate } from "@/lib/format";
import { writeMails } from "@/lib/mails/commands";
import { administratorAddresses } from "@/lib/settings/queries";
import { ERASURE_TOLD_DAYS, RESTORE_DAYS } from "@/lib/settings/rules";

type Due = { id: string; name: string; day: string };

/** Mails the administrators of deleted accounts a week and a day before all is erased, once each. */
export async function tellOfErasure(): Promise<void> {
  for (const days of ERASURE_TOLD_DAYS) {
    const due = await systemDb().execute<{ id: string }>(sql`select id from accounts where ${isDue(days)}`);
    for (const { id } of due) await tell(id, days);
  }
}

/** Where a server was off for long, the last mail alone is sent. */
const isDue = (days: number) => sql`erased_at is null and coalesce(erasure_told_days, ${RESTORE_DAYS}) > ${days}
  and deleted_at < now() - make_interval(days => ${RESTORE_DAYS - days}::int)
  and deleted_at > now() - make_interval(days => ${RESTORE_DAYS - nextOf(days)}::int)`;

const nextOf = (days: number) => ERASURE_TOLD_DAYS.find((later) => later < days) ?? 0;

const tell = (accountId: string, days: number): Promise<void> =>
  withSystem(async (tx) => {
    const [account] = await tx.execute<Due>(sql`
      update accounts set erasure_told_days = ${days} where id = ${accountId} and ${isDue(days)}
      returning id, name, to_json(deleted_at + make_interval(days => ${RESTORE_DAYS}::int)) as day`);
    if (!account) return;
    const day = formatDate(account.day, { locale: "en", zone: "UTC" });
    const props = { url: env().APERTURE_URL, account: account.name, day };
    const administrators = await administratorAddresses(tx, accountId);
    await writeMails(
      tx,
      administrators.map((to) => ({ accountId, to, template: "account-erasure", props })),
    );
  });
