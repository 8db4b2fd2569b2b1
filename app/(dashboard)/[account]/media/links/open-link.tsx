import { Inspector } from "@/components/shell/inspector";
import { EmptyState } from "@/components/ui/empty-state";
import type { MemberActor } from "@/lib/actor";
import { orNull } from "@/lib/http/or-null";
import type { SearchParams } from "@/lib/http/read-search";
import type { MediaSettings } from "@/lib/share-links/input";
import { findLink } from "@/lib/share-links/queries/list-links";
import { toQuery } from "@/lib/http/read-search";
import { openLinkHref } from "./addresses";
import { LinkInspector } from "./link-inspector";

type Props = { actor: MemberActor; id: string; rules: MediaSettings; params: SearchParams };

/** The link that the address names, beside the list. */
export async function OpenLink({ actor, id, rules, params }: Props) {
  const account = actor.account.slug;
  const closeHref = openLinkHref(account, toQuery(params), null);
  const link = await orNull(findLink(actor, id));
  if (!link)
    return (
      <Inspector title="No link" closeHref={closeHref}>
        <EmptyState title="There is no link at this address">It is on something that you do not manage.</EmptyState>
      </Inspector>
    );
  return <LinkInspector account={account} link={link} rules={rules} closeHref={closeHref} />;
}
