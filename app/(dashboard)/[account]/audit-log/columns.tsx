import type { Column, Filter } from "@/components/data-table/column";
import { Person } from "@/components/ui/person";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";

export type EventRow = {
  id: string;
  at: string;
  who: string;
  via: string | null;
  you: boolean;
  label: string;
  operation: string;
  target: string;
  ip: string | null;
  changes: number;
};

export const eventColumns: Column<EventRow>[] = [
  {
    id: "who",
    header: "Who",
    fixed: true,
    cell: (row) => (
      <Person name={row.who} detail={row.via ? `by key ${row.via}` : undefined} tags={row.you && <Tag>You</Tag>} />
    ),
  },
  { id: "what", header: "What", fixed: true, cell: (row) => <What row={row} /> },
  {
    id: "on",
    header: "On",
    cell: (row) => <span className="block max-w-[220px] truncate">{row.target}</span>,
    from: "md",
  },
  { id: "from", header: "From", cell: (row) => row.ip && <span className="data-text">{row.ip}</span>, from: "lg" },
  { id: "when", header: "When", cell: (row) => <Time value={row.at} /> },
];

function What({ row }: { row: EventRow }) {
  return (
    <>
      {row.label}
      <span className="data-text block text-ink-3">{row.operation}</span>
    </>
  );
}

const nouns = [
  ["users", "People"],
  ["invitations", "Invitations"],
  ["grants", "Single permissions"],
  ["roles", "Roles"],
  ["groups", "Groups"],
  ["apiKeys", "API keys"],
  ["session", "Sign-ins"],
  ["settings", "Settings"],
  ["audit", "The log itself"],
] as const;

export const eventFilters: Filter[] = [
  { param: "operation", label: "About", single: true, options: nouns.map(([value, label]) => ({ value, label })) },
  {
    param: "period",
    label: "When",
    single: true,
    options: [
      { value: "1", label: "Last 24 hours" },
      { value: "7", label: "Last 7 days" },
      { value: "30", label: "Last 30 days" },
      { value: "90", label: "Last 90 days" },
    ],
  },
];
