import { Inspector } from "@/components/shell/inspector";
import { EmptyState } from "@/components/ui/empty-state";
import type { MemberActor } from "@/lib/actor";
import { closedHref } from "../addresses";

/** The same for whoever has gone, never was, or belongs to another account. */
export function MissingInspector({ actor, query }: { actor: MemberActor; query: URLSearchParams }) {
  return (
    <Inspector title="Nobody" closeHref={closedHref(`/${actor.account.slug}/users`, query)}>
      <EmptyState title="There is nobody at this address">
        They may have been removed, or the link is not complete.
      </EmptyState>
    </Inspector>
  );
}
