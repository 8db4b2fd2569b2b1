"use client";

import { Inbox, Link2 } from "lucide-react";
import { useState } from "react";
import { Inspector } from "@/components/shell/inspector";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import type { MediaSettings } from "@/lib/share-links/input";
import type { LinkRow } from "@/lib/share-links/queries/link-rows";
import type { LinkEvent } from "@/lib/share-links/queries/list-links";
import { EditLinkForm } from "../share/edit-link-form";
import { LinkFacts } from "../share/link-facts";
import { isOver, LinkStatusTag } from "../share/link-status";
import { changeLinks } from "./change-links";
import { nameOf } from "./columns";
import { LinkEvents } from "./link-events";

type Props = { account: string; link: LinkRow & { events: LinkEvent[] }; rules: MediaSettings; closeHref: string };

/** One link: what it allows, who used it, and what can be done about it. */
export function LinkInspector({ account, link, rules, closeHref }: Props) {
  const [editing, setEditing] = useState(false);
  const over = isOver(link.status);
  const Glyph = link.kind === "request" ? Inbox : Link2;
  return (
    <Inspector
      title={nameOf(link)}
      avatar={
        <span className="avatar-square" aria-hidden>
          <Glyph />
        </span>
      }
      detail={
        <>
          <LinkStatusTag status={link.status} />
          <span>
            {link.kind === "request" ? "Files into" : "Shows"} {link.item.name}
          </span>
        </>
      }
      closeHref={closeHref}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4">
        {link.url && !over && (
          <div className="flex items-center gap-2">
            <code className="data-text min-w-0 flex-1 truncate">{link.url}</code>
            <CopyButton size="sm" value={link.url} label="Copy link" />
          </div>
        )}
        {editing ? (
          <EditLinkForm
            account={account}
            link={link}
            rules={rules}
            onChanged={() => undefined}
            onClose={() => setEditing(false)}
          />
        ) : (
          <LinkFacts link={link} />
        )}
        <p className="text-12 text-ink-2">
          Made by {link.createdBy} on <Time value={link.createdAt} as="date" />
          {link.revokedAt && (
            <>
              , revoked by {link.revokedBy} on <Time value={link.revokedAt} as="date" />
            </>
          )}
          {link.restorableUntil && (
            <>
              . It can be restored until <Time value={link.restorableUntil} as="date" />
            </>
          )}
          .
        </p>
        {!editing && (
          <div className="flex gap-2">
            {!over && <Button onClick={() => setEditing(true)}>Edit link</Button>}
            <Button
              look={over ? "secondary" : "danger"}
              onClick={() => void changeLinks(over ? "restore" : "revoke", account, [link.id])}
            >
              {over ? "Restore link" : "Revoke link"}
            </Button>
          </div>
        )}
        <LinkEvents events={link.events} />
      </div>
    </Inspector>
  );
}
