import { sql } from "drizzle-orm";
import { systemDb, type Tx, withSystem } from "@/db/client";
import { keysIn } from "@/lib/api-keys/queries/count-keys";
import { billingUrl, mailBilling } from "@/lib/billing/commands/mail-billing";
import { reachedPercents } from "@/lib/billing/rules";
import { seatsIn } from "@/lib/users/queries/count-seats";

type Account = { id: string; slug: string; name: string };

const RESOURCES = { seats: { count: seatsIn, label: "seats" }, keys: { count: keysIn, label: "API keys" } } as const;

type Resource = keyof typeof RESOURCES;

/** Mails accounts that have reached 80, 90 or 100 % of a limit, once each until use falls below it again. */
export async function warnLimits(): Promise<void> {
  const accounts = await systemDb().execute<Account>(
    sql`select id, slug, name from accounts where plan <> 'free' and deleted_at is null`,
  );
  for (const account of accounts)
    for (const resource of Object.keys(RESOURCES) as Resource[]) await withSystem((tx) => warn(tx, account, resource));
}

async function warn(tx: Tx, account: Account, resource: Resource): Promise<void> {
  const { count, label } = RESOURCES[resource];
  const { used, limit } = await count(tx, account.id);
  const reached = reachedPercents({ used, limit });
  await tx.execute(sql`
    update limit_alerts set ended_at = now() where account_id = ${account.id} and resource = ${resource}
      and ended_at is null and percent > ${reached.at(-1) ?? 0}`);
  if (reached.length === 0) return;
  const begun = await tx.execute<{ percent: number }>(sql`
    insert into limit_alerts (account_id, resource, percent)
    select ${account.id}, ${resource}, percent::int from json_array_elements_text(${JSON.stringify(reached)}::json) percent
    on conflict do nothing returning percent`);
  if (begun.length === 0) return;
  const percent = Math.max(...begun.map((row) => row.percent));
  const words = { resource: label, used: String(used), limit: String(limit), percent };
  const props = { url: billingUrl(account), account: account.name, ...words };
  await mailBilling(tx, account, { template: "limit", props });
}
