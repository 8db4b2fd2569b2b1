import { Link2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DefinitionList } from "@/components/ui/definition-list";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { formatCount } from "@/lib/format";
import type { LinkRow } from "@/lib/share-links/queries/link-rows";

const STATUSES: Record<LinkRow["status"], string> = {
  active: "Open",
  scheduled: "Not begun",
  expired: "Expired",
  used_up: "Used up",
  revoked: "Revoked",
};

/** One link with what it allows and how often it was used. The passcode is never shown again. */
export function LinkCard({ link, revoke, restore }: { link: LinkRow; revoke: () => void; restore: () => void }) {
  const over = link.status === "revoked" || link.status === "expired";
  const name = link.note || "Link";
  return (
    <article aria-label={name} className="rounded-card border border-line-2">
      <header className="flex items-center gap-2.5 border-b border-line px-3 py-2">
        <Link2 aria-hidden className="size-4 flex-none text-ink-3" />
        <span className="min-w-0">
          <span className="block text-13 font-strong">{name}</span>
          {link.url && <code className="data-text block truncate text-12 text-ink-2">{link.url}</code>}
        </span>
        <span className="ml-auto flex flex-none items-center gap-1.5">
          {link.status !== "active" && <Tag tone={over ? "crimson" : "amber"}>{STATUSES[link.status]}</Tag>}
          {link.url && !over && <CopyButton size="sm" value={link.url} label="Copy" />}
          <Button size="sm" look="quiet" onClick={over ? restore : revoke}>
            {over ? "Restore" : "Revoke"}
          </Button>
        </span>
      </header>
      <DefinitionList
        className="px-3"
        items={[
          { term: "Expires", value: link.expiresAt ? <Time value={link.expiresAt} as="datetime" /> : "Never" },
          { term: "Passcode", value: link.hasPasscode ? "On" : "Off" },
          { term: "Downloads", value: link.download ? `On, ${link.downloads} so far` : "Off" },
          { term: "Opened", value: formatCount(link.views, { one: "time", other: "times" }) },
        ]}
      />
    </article>
  );
}
