import { Inspector } from "@/components/shell/inspector";
import { EmptyState } from "@/components/ui/empty-state";
import type { MemberActor } from "@/lib/actor";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { orNull } from "@/lib/http/or-null";
import type { Neighbours } from "@/components/data-table/neighbours";
import { closedHref, tabOf } from "../addresses";
import { KeyInspector } from "./key-inspector";

/** The key that the address names, beside the list; the same words for one that never was and one out of reach. */
export async function OpenKey({
  actor,
  id,
  query,
  neighbours,
}: {
  actor: MemberActor;
  id: string;
  query: URLSearchParams;
  neighbours: Neighbours;
}) {
  const key = await orNull(findKey(actor, id));
  if (!key)
    return (
      <Inspector title="No key" closeHref={closedHref(`/${actor.account.slug}/api-keys`, query)}>
        <EmptyState title="There is no key at this address">
          It is somebody else's, or the link is not complete.
        </EmptyState>
      </Inspector>
    );
  return (
    <KeyInspector actor={actor} apiKey={key} tab={tabOf(query.get("tab"))} query={query} neighbours={neighbours} />
  );
}
