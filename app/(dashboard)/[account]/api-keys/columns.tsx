import type { Column } from "@/components/data-table/column";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { isOver, works } from "@/lib/api-keys/rules/status";
import { essenceOf, NOTHING, PERMISSIONS } from "@/lib/permissions/permissions";
import { AccessStrip } from "../access-editor/access-strip";
import { expiresSoon, type KeyListRow } from "./list-row";
import { StatusTag } from "./status-tag";

/** @param narrow leaves out what an open key says beside the list */
export function columnsFor(hrefOf: (row: KeyListRow) => string, narrow: boolean): Column<KeyListRow>[] {
  const name: Column<KeyListRow> = {
    id: "name",
    header: "Name",
    sort: "name",
    fixed: true,
    cell: (row) => <NameCell row={row} href={hrefOf(row)} />,
  };
  const access: Column<KeyListRow> = { id: "access", header: "Access", cell: (row) => <AccessCell row={row} /> };
  const status: Column<KeyListRow> = {
    id: "status",
    header: "Status",
    from: "md",
    cell: (row) => <StatusTag status={row.status} />,
  };
  if (narrow) return [name, access, status];
  return [
    name,
    { id: "owner", header: "Owner", sort: "owner", from: "lg", cell: (row) => <OwnerCell row={row} /> },
    access,
    { id: "used", header: "Last used", sort: "last_used", from: "md", cell: (row) => <UsedCell row={row} /> },
    { id: "expires", header: "Expires", sort: "expires", from: "lg", cell: (row) => <ExpiresCell row={row} /> },
    status,
  ];
}

function NameCell({ row: { name, prefix, status }, href }: { row: KeyListRow; href: string }) {
  return (
    <span className="grid max-w-[260px] min-w-0 leading-[1.35]">
      <Link href={href} scroll={false} className="row-link truncate text-14 font-strong">
        {name}
      </Link>
      <span className="flex items-center gap-2">
        <code className="data-text truncate text-ink-3">{prefix}…</code>
        {status !== "active" && (
          <span className="md:hidden">
            <StatusTag status={status} />
          </span>
        )}
      </span>
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
      <span className="flex max-w-[280px] items-center gap-1.5" aria-hidden>
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
      <span className="data-text block max-w-[240px] truncate text-ink-3">
        {[lastUsed.ip, lastUsed.path].filter(Boolean).join(" · ")}
      </span>
    </>
  );
}

function ExpiresCell({ row: { expiresAt, status } }: { row: KeyListRow }) {
  const over = isOver(status);
  if (!expiresAt) return <span className="text-ink-3">{over ? "–" : "Never"}</span>;
  if (over || !expiresSoon(expiresAt)) return <Time value={expiresAt} as="date" />;
  return (
    <Tag tone="amber">
      Expires <Time value={expiresAt} />
    </Tag>
  );
}
