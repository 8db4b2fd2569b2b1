import { subscribe } from "@/db/listen";
import type { MemberActor } from "@/lib/actor";
import { canEver } from "@/lib/permissions/can";

type Change = { accountId: string; operation: string; targetId: string };

/** Changes that may reach anyone's own access, or what anyone sees. */
const WIDE = /^((roles|groups|settings|billing|collections|sources)\.|media\.(share|move|delete|restore|examine)$)/;

/** Changes of what stands on a page that the actor may open: purges and sources. */
const isOfOwnPage = (actor: MemberActor, operation: string): boolean => {
  const [noun = ""] = operation.split(".", 1);
  return (noun === "purge" || noun === "sources") && canEver(actor, `${noun}.view`);
};

/**
 * Calls back after each recorded change that the actor's pages may show: all of the account's for whoever may see its
 * people, else those of the actor's own access, session and pages. After a lost connection it calls back once, to be safe.
 */
export function subscribeToChanges(actor: MemberActor, onChange: () => void): Promise<() => void> {
  const seesAll = canEver(actor, "users.view");
  const concerns = ({ accountId, operation, targetId }: Change) =>
    accountId === actor.account.id &&
    (seesAll ||
      [actor.memberId, actor.sessionId].includes(targetId) ||
      WIDE.test(operation) ||
      isOfOwnPage(actor, operation));
  return subscribe("audit", (payload) => concerns(JSON.parse(payload) as Change) && onChange(), onChange);
}
