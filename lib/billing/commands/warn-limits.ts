import { sql } from "drizzle-orm";
import { systemDb, type Tx, withSystem } from "@/db/client";
import { deliveredIn } from "@/lib/analytics/queries/delivered-this-month";
import { keysIn } from "@/lib/api-keys/queries/count-keys";
import { billingUrl, mailBilling } from "@/lib/billing/commands/mail-billing";
import { reachedPercents } from "@/lib/billing/rules";
import { formatBytes, formatNumber } from "@/lib/format";
import { storageIn } from "@/lib/media/queries/storage-use";
import { seatsIn } from "@/lib/users/queries/count-seats";

type Account = { id: string; slug: string; name: string; plan: string };

type Limited = {
  count: (tx: Tx, accountId: string) => Promise<{ used: number; limit: number | null }>;
  label: string;
  words?: (amount: number, locale: string) => string;
  /** On Free, one person and few keys are no news. */
  onFree: boolean;
  /** What comes of reaching it. */
  atLimit: string;
};

const NO_MORE = "When the limit is reached, nobody and nothing stops working, and no more can be added.";

const RESOURCES = {
  seats: { count: seatsIn, label: "seats", onFree: false, atLimit: NO_MORE },
  keys: { count: keysIn, label: "API keys", onFree: false, atLimit: NO_MORE },
  storage: {
    count: storageIn,
    label: "storage",
    words: formatBytes,
    onFree: true,
    atLimit: "When the limit is reached, every file stays as it is, and nothing further can be uploaded.",
  },
  deliveries: {
    count: deliveredIn,
    label: "delivered requests of this month",
    onFree: true,
    atLimit: "When the limit is reached, images are delivered on. A larger plan fits better then.",
  },
} satisfies Record<string, Limited>;

type Resource = keyof typeof RESOURCES;

/** Mails accounts that have reached 80, 90 or 100 % of a limit, once each until use falls below it again. */
export async function warnLimits(): Promise<void> {
  const accounts = await systemDb().execute<Account>(
    sql`select id, slug, name, plan from accounts where deleted_at is null`,
  );
  for (const account of accounts)
    for (const resource of Object.keys(RESOURCES) as Resource[])
      if (RESOURCES[resource].onFree || account.plan !== "free") await withSystem((tx) => warn(tx, account, resource));
}

async function warn(tx: Tx, account: Account, resource: Resource): Promise<void> {
  const { count, label, words = formatNumber, atLimit }: Limited = RESOURCES[resource];
  const { used, limit } = await count(tx, account.id);
  const reached = limit === null ? [] : reachedPercents({ used, limit });
  await tx.execute(sql`
    update limit_alerts set ended_at = now() where account_id = ${account.id} and resource = ${resource}
      and ended_at is null and percent > ${reached.at(-1) ?? 0}`);
  if (limit === null || reached.length === 0) return;
  const begun = await tx.execute<{ percent: number }>(sql`
    insert into limit_alerts (account_id, resource, percent)
    select ${account.id}, ${resource}, percent::int from json_array_elements_text(${JSON.stringify(reached)}::json) percent
    on conflict do nothing returning percent`);
  if (begun.length === 0) return;
  const percent = Math.max(...begun.map((row) => row.percent));
  const said = { resource: label, used: words(used, "en"), limit: words(limit, "en"), percent, atLimit };
  const props = { url: billingUrl(account), account: account.name, ...said };
  await mailBilling(tx, account, { template: "limit", props });
}
