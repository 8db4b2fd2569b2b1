import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import { recordAudit } from "@/lib/audit/commands";
import type { OwnLimits } from "@/lib/billing/rules";
import type { LockedAccount, Turn } from "@/lib/users/queries/lock-account";

export type AccountTerms = Partial<Pick<LockedAccount, "plan" | "planUntil"> & OwnLimits>;

/** Gives an account what was agreed, and records what that replaces. Nobody and nothing is removed by it. */
export async function setTerms(tx: Tx, { actor, account }: Turn, terms: AccountTerms): Promise<void> {
  const told = terms.planUntil !== undefined && { trialToldDays: null };
  await tx
    .update(accounts)
    .set({ ...terms, ...told })
    .where(eq(accounts.id, account.id));
  await recordAudit(
    tx,
    actor,
    "billing.changePlan",
    { kind: "account", id: account.id, name: account.name },
    { before: termsOf(account, terms), after: terms },
  );
}

/** Of an account, those terms that others are to replace. */
export const termsOf = (account: LockedAccount, others: AccountTerms): AccountTerms =>
  Object.fromEntries(Object.keys(others).map((term) => [term, account[term as keyof AccountTerms]]));
