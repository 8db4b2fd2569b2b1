import type { Column } from "@/components/data-table/column";
import { AccessCell } from "./access-cell";
import { LastActiveCell } from "./last-active-cell";
import type { ListRow } from "./list-row";
import { PersonCell } from "./person-cell";

export const columnsFor = (hrefOf: (row: ListRow) => string): Column<ListRow>[] => [
  {
    id: "person",
    header: "Person",
    sort: "name",
    fixed: true,
    cell: (row) => <PersonCell row={row} href={hrefOf(row)} />,
  },
  { id: "access", header: "Access", sort: "role", cell: (row) => <AccessCell row={row} /> },
  { id: "last", header: "Last active", sort: "last_active", from: "md", cell: (row) => <LastActiveCell row={row} /> },
];
