import type { Column } from "@/components/data-table/column";
import { Person } from "@/components/ui/person";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { AccessStrip } from "./access-strip";
import type { ListRow } from "./list-row";
import { usePendingAccess } from "./pending-access";

export const columnsFor = (hrefOf: (row: ListRow) => string): Column<ListRow>[] => [
  {
    id: "person",
    header: "Person",
    sort: "name",
    fixed: true,
    cell: (row) => <PersonCell row={row} href={hrefOf(row)} />,
  },
  { id: "access", header: "Access", sort: "role", cell: (row) => <AccessCell row={row} /> },
  { id: "last", header: "Last active", sort: "last_active", from: "md", cell: (row) => <LastCell row={row} /> },
];

function PersonCell({ row, href }: { row: ListRow; href: string }) {
  const { state, name, email } = row;
  const pending = state.kind === "invited" || state.kind === "expired";
  return (
    <Person
      name={name}
      detail={
        pending ? `${name === email ? "" : `${email}, `}${name === email ? "I" : "i"}nvited by ${state.by}` : email
      }
      tags={state.kind === "active" && state.you && <Tag>You</Tag>}
      href={href}
      stretch
      pending={pending}
      off={state.kind === "suspended"}
    />
  );
}

function AccessCell({ row }: { row: ListRow }) {
  return (
    <span className="grid justify-items-start gap-1.5 leading-none font-medium">
      <span>{row.access}</span>
      <AccessStrip held={row.held} next={usePendingAccess(row.id)} />
    </span>
  );
}

/** When they were last here, or why they cannot be. */
function LastCell({ row: { state } }: { row: ListRow }) {
  const detail = "block text-12 text-ink-3";
  switch (state.kind) {
    case "active":
      return (
        <>
          {state.now ? (
            "Active now"
          ) : state.lastActiveAt ? (
            <Time value={state.lastActiveAt} className="inline-block first-letter:uppercase" />
          ) : (
            "Not yet"
          )}
          <span className={detail}>{state.zone}</span>
        </>
      );
    case "suspended":
      return (
        <>
          <Tag>Suspended</Tag>
          <span className={detail}>
            since <Time value={state.since} as="date" />
          </span>
        </>
      );
    case "invited":
      return (
        <>
          <Tag tone="amber">
            Expires <Time value={state.expiresAt} />
          </Tag>
          <span className={detail}>
            Invited <Time value={state.sentAt} />
          </span>
        </>
      );
    case "expired":
      return (
        <>
          <Tag tone="crimson">Expired</Tag>
          <span className={detail}>
            Invited <Time value={state.sentAt} />
          </span>
        </>
      );
  }
}
