"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { restoreLinksAction, revokeLinksAction } from "./actions";
import type { Sharing } from "./find-sharing";
import { LinkCard } from "./link-card";
import { NewLinkForm } from "./new-link-form";
import type { SharedItem } from "./shared-item";
import type { UseSharing } from "./use-sharing";

type Props = Pick<UseSharing, "load" | "change"> & { account: string; item: SharedItem; sharing: Sharing };

/** Doors for people without an account. */
export function LinksSection({ account, item, sharing, load, change }: Props) {
  const [making, setMaking] = useState(false);
  const revoke = (linkIds: string[]) =>
    change(revokeLinksAction(account, { linkIds }), "Link revoked", ({ changed }) =>
      restoreLinksAction(account, { linkIds: changed }),
    );
  const restore = (linkIds: string[]) =>
    change(restoreLinksAction(account, { linkIds }), "Link restored", ({ changed }) =>
      revokeLinksAction(account, { linkIds: changed }),
    );
  return (
    <section aria-labelledby="share-links">
      <header className="mb-2 flex items-center justify-between">
        <h3 id="share-links" className="label-text">
          Links
        </h3>
        {!making && (
          <Button look="quiet" size="sm" onClick={() => setMaking(true)}>
            New link
          </Button>
        )}
      </header>
      <div className="grid gap-3">
        {making && (
          <NewLinkForm
            account={account}
            item={item}
            defaults={sharing.defaults}
            onClose={() => {
              setMaking(false);
              load();
            }}
          />
        )}
        {sharing.links.map((link) => (
          <LinkCard
            key={link.id}
            account={account}
            link={link}
            rules={sharing.defaults}
            revoke={() => revoke([link.id])}
            restore={() => restore([link.id])}
            onChanged={load}
          />
        ))}
        {sharing.links.length === 0 && !making && (
          <p className="text-13 text-ink-2">No links. Whoever holds one can open this without an account.</p>
        )}
      </div>
    </section>
  );
}
