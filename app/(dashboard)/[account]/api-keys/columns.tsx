import type { Column } from "@/components/data-table/column";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { isOver, works } from "@/lib/api-keys/rules/status";
import { essenceOf, NOTHING, PERMISSIONS } from "@/lib/permissions/permissions";
import { AccessStrip } from "../users/access-strip";
import { expiresSoon, type KeyListRow } from "./list-row";
import { StatusTag } from "./status-tag";

export const columnsFor = (hrefOf: (row: KeyListRow) => string): Column<KeyListRow>[] => [
  {
    id: "name",
    header: "Name",
    sort: "name",
    fixed: true,
    cell: (row) => <NameCell row={row} href={hrefOf(row)} />,
  },
  { id: "owner", header: "Owner", sort: "owner", from: "lg", cell: (row) => <OwnerCell row={row} /> },
  { id: "access", header: "Access", cell: (row) => <AccessCell row={row} /> },
  { id: "used", header: "Last used", sort: "last_used", from: "md", cell: (row) => <UsedCell row={row} /> },
  { id: "expires", header: "Expires", sort: "expires", from: "lg", cell: (row) => <ExpiresCell row={row} /> },
  { id: "status", header: "Status", from: "md", cell: (row) => <StatusTag status={row.status} /> },
];

const second = "block text-12 text-ink-3";

function NameCell({ row: { name, prefix }, href }: { row: KeyListRow; href: string }) {
  return (
    <span className="grid max-w-[260px] min-w-0 leading-[1.35]">
      <Link href={href} scroll={false} className="row-link truncate text-14 font-strong">
        {name}
      </Link>
      <code className="data-text truncate text-ink-3">{prefix}…</code>
    </span>
  );
}

function OwnerCell({ row: { owner } }: { row: KeyListRow }) {
  return (
    <span className="flex max-w-[200px] items-center gap-1.5">
      <span className="truncate">{owner.name}</span> {owner.you && <Tag>You</Tag>}
    </span>
  );
}

function AccessCell({ row: { held, dormant, status } }: { row: KeyListRow }) {
  const labels = essenceOf(held).map((id) => PERMISSIONS[id].label);
  return (
    <span className="grid justify-items-start gap-1.5 leading-none font-medium">
      <span className="flex max-w-[280px] items-center gap-1.5">
        <span className="truncate leading-[1.2]">{labels.join(", ") || "Nothing"}</span>
        {works(status) && dormant !== NOTHING && <Tag tone="amber">{essenceOf(dormant).length} dormant</Tag>}
      </span>
      <AccessStrip held={held} dormant={dormant} />
    </span>
  );
}

function UsedCell({ row: { lastUsed } }: { row: KeyListRow }) {
  if (!lastUsed) return <span className="text-ink-3">Never used</span>;
  return (
    <>
      <Time value={lastUsed.at} sentence />
      <span className={`${second} data-text max-w-[240px] truncate`}>
        {[lastUsed.ip, lastUsed.path].filter(Boolean).join(" · ")}
      </span>
    </>
  );
}

function ExpiresCell({ row: { expiresAt, status } }: { row: KeyListRow }) {
  if (!expiresAt) return <span className="text-ink-3">{isOver(status) ? "Over" : "Never"}</span>;
  if (expiresSoon(expiresAt))
    return (
      <Tag tone="amber">
        Expires <Time value={expiresAt} />
      </Tag>
    );
  return <Time value={expiresAt} as="date" />;
}
