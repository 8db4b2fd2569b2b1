import { sql } from "drizzle-orm";
import { systemDb, withSystem } from "@/db/client";
import { mailTrialEnding } from "@/lib/billing/commands/mail-billing";
import { TRIAL_TOLD_DAYS } from "@/lib/billing/rules";

type Ending = { id: string; slug: string; name: string; plan: "pro" | "enterprise"; until: string };

/** Mails accounts whose trial ends within a week, and again within a day, once each. */
export async function tellOfTrials(): Promise<void> {
  for (const days of TRIAL_TOLD_DAYS.toReversed()) {
    const isDue = sql`deleted_at is null and plan_until > now() and plan_until <= now() + make_interval(days => ${days}::int)
      and (trial_told_days is null or trial_told_days > ${days})`;
    const due = await systemDb().execute<{ id: string }>(sql`select id from accounts where ${isDue}`);
    for (const { id } of due)
      await withSystem(async (tx) => {
        const [account] = await tx.execute<Ending>(sql`
          update accounts set trial_told_days = ${days} where id = ${id} and ${isDue}
          returning id, slug, name, plan, to_json(plan_until) as until`);
        if (account) await mailTrialEnding(tx, account, new Date(account.until));
      });
  }
}
