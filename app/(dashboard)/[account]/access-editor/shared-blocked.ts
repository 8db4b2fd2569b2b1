import type { Plan } from "@/lib/actor";
import { CURRENCY, PLANS } from "@/lib/billing/rules";
import { formatMoney } from "@/lib/format";

const { label, price } = PLANS.enterprise;

/** Why an account with this plan cannot give access to shared media alone: that is what Enterprise calls restricted. */
export const sharedBlocked = (plan: Plan): string | null =>
  PLANS[plan].restrictedRole
    ? null
    : `Shared media alone comes with ${label}, for ${formatMoney(price, CURRENCY, "en")} a month`;
