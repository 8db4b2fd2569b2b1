import { Inbox, Link2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import type { MediaSettings } from "@/lib/share-links/input";
import type { LinkRow } from "@/lib/share-links/queries/link-rows";
import { EditLinkForm } from "./edit-link-form";
import { LinkFacts } from "./link-facts";
import { isOver, LinkStatusTag } from "./link-status";

type Props = {
  account: string;
  link: LinkRow;
  rules: MediaSettings;
  revoke: () => void;
  restore: () => void;
  onChanged: () => void;
};

/** One link with what it allows and how often it was used. The passcode is never shown again. */
export function LinkCard({ account, link, rules, revoke, restore, onChanged }: Props) {
  const [editing, setEditing] = useState(false);
  const over = isOver(link.status);
  const name = link.note || (link.kind === "request" ? "File request" : "Link");
  const Glyph = link.kind === "request" ? Inbox : Link2;
  return (
    <article aria-label={name} className="rounded-card border border-line-2">
      <header className="grid gap-1.5 border-b border-line px-3 py-2">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Glyph aria-hidden className="size-4 flex-none text-ink-3" />
          <span className="min-w-0 truncate text-13 font-strong">{name}</span>
          {link.status !== "active" && <LinkStatusTag status={link.status} />}
          <span className="ml-auto flex flex-none items-center gap-1.5">
            {link.url && !over && <CopyButton size="sm" value={link.url} label="Copy" />}
            {!over && (
              <Button size="sm" look="quiet" aria-expanded={editing} onClick={() => setEditing(!editing)}>
                Edit
              </Button>
            )}
            <Button size="sm" look="quiet" onClick={over ? restore : revoke}>
              {over ? "Restore" : "Revoke"}
            </Button>
          </span>
        </div>
        {link.url && <code className="data-text block truncate text-12 text-ink-2">{link.url}</code>}
      </header>
      {editing ? (
        <div className="p-3">
          <EditLinkForm
            account={account}
            link={link}
            rules={rules}
            onChanged={onChanged}
            onClose={() => setEditing(false)}
          />
        </div>
      ) : (
        <LinkFacts link={link} className="px-3" />
      )}
    </article>
  );
}
