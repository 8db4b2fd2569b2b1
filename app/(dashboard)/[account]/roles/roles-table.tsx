"use client";

import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { useAddress } from "@/components/data-table/use-address";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import { formatCount } from "@/lib/format";
import { closureOf } from "@/lib/permissions/permissions";
import type { RoleRow } from "@/lib/roles/queries";
import { AccessStrip } from "../access-editor/access-strip";

export type RoleListRow = Omit<RoleRow, "createdAt"> & { createdAt: string | null };

export function RolesTable({ account, rows, currentId }: { account: string; rows: RoleListRow[]; currentId?: string }) {
  const address = useAddress();
  const hrefOf = (row: RoleListRow) => address.href({ role: row.id });
  const columns: Column<RoleListRow>[] = [
    { id: "role", header: "Role", fixed: true, cell: (row) => <RoleName row={row} href={hrefOf(row)} /> },
    { id: "access", header: "Access", cell: (row) => <AccessStrip held={closureOf(row.permissions)} /> },
    { id: "people", header: "People", from: "md", cell: (row) => <People account={account} row={row} /> },
  ];
  return (
    <DataTable
      label="Roles"
      rows={rows}
      columns={columns}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      rowHref={hrefOf}
      currentId={currentId}
      lines={2}
      note="Built-in ones first"
    />
  );
}

function RoleName({ row, href }: { row: RoleListRow; href: string }) {
  return (
    <Link href={href} replace scroll={false} className="block max-w-[46vw] font-strong md:max-w-[360px]">
      {row.name} {row.builtIn && <Tag>Built in</Tag>}
      {row.description && <span className="block truncate text-12 font-normal text-ink-3">{row.description}</span>}
    </Link>
  );
}

function People({ account, row }: { account: string; row: RoleListRow }) {
  if (row.people + row.invitations === 0) return <span className="text-ink-3">Nobody</span>;
  return (
    <Link href={`/${account}/users?role=${row.id}`} className="link-text">
      {formatCount(row.people, { one: "person", other: "people" })}
      {row.invitations > 0 && `, ${row.invitations} invited`}
    </Link>
  );
}
