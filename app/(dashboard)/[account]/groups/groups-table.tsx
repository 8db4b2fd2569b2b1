"use client";

import { UsersRound } from "lucide-react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { useAddress } from "@/components/data-table/use-address";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { formatCount } from "@/lib/format";

type GroupListRow = {
  id: string;
  name: string;
  description: string;
  memberCount: number;
  /** The first few names. */
  members: string[];
  createdAt: string;
};

export function GroupsTable({ rows, currentId }: { rows: GroupListRow[]; currentId?: string }) {
  const address = useAddress();
  const hrefOf = (row: GroupListRow) => address.href({ group: row.id });
  const columns: Column<GroupListRow>[] = [
    { id: "group", header: "Group", fixed: true, cell: (row) => <GroupName row={row} href={hrefOf(row)} /> },
    { id: "people", header: "People", cell: (row) => peopleOf(row) },
    { id: "made", header: "Made", from: "md", cell: (row) => <Time value={row.createdAt} as="date" /> },
  ];
  return (
    <DataTable
      label="Groups"
      rows={rows}
      columns={columns}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      rowHref={hrefOf}
      currentId={currentId}
      lines={2}
      note="By name"
      empty={
        <EmptyState icon={<UsersRound aria-hidden />} title="A group is a name for people who belong together">
          Share a folder with the group once; whoever joins later has it too, and whoever leaves has it no longer.
        </EmptyState>
      }
    />
  );
}

function GroupName({ row, href }: { row: GroupListRow; href: string }) {
  return (
    <Link href={href} replace scroll={false} className="block max-w-[40vw] font-strong md:max-w-[340px]">
      {row.name}
      {row.description && <span className="block truncate text-12 font-normal text-ink-3">{row.description}</span>}
    </Link>
  );
}

function peopleOf({ memberCount, members }: GroupListRow) {
  if (memberCount === 0) return <span className="text-ink-3">Nobody yet</span>;
  const more = memberCount - members.length;
  return (
    <>
      {formatCount(memberCount, { one: "person", other: "people" })}
      <span className="block max-w-[36vw] truncate md:max-w-[320px] text-12 text-ink-3">
        {members.join(", ")}
        {more > 0 && ` and ${more} more`}
      </span>
    </>
  );
}
