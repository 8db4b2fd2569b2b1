import { subscribe } from "@/db/listen";
import type { MemberActor } from "@/lib/actor";
import { canEver } from "@/lib/permissions/can";

/** Calls back whenever a deployment of the account says or does something, for whoever may see it. */
export const subscribeToDeployments = (actor: MemberActor, onChange: () => void): Promise<() => void> =>
  canEver(actor, "sources.view")
    ? subscribe("deployments", (accountId) => accountId === actor.account.id && onChange(), onChange)
    : Promise.resolve(() => undefined);
