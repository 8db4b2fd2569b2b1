import { Person } from "@/components/ui/person";
import { Tag, type Tone } from "@/components/ui/tag";
import type { ListRow } from "./list-row";

export function PersonCell({ row, href }: { row: ListRow; href: string }) {
  const { state, name } = row;
  return (
    <Person
      name={name}
      detail={detailOf(row)}
      tags={<NameTag state={state} />}
      href={href}
      stretch
      pending={state.kind === "invited" || state.kind === "expired"}
      off={state.kind === "suspended"}
    />
  );
}

function detailOf({ state, name, email }: ListRow): string {
  if (state.kind !== "invited" && state.kind !== "expired") return email;
  return name === email ? `Invited by ${state.by}` : `${email}, invited by ${state.by}`;
}

const STATES: Record<"suspended" | "invited" | "expired", { label: string; tone: Tone }> = {
  suspended: { label: "Suspended", tone: "neutral" },
  invited: { label: "Invited", tone: "amber" },
  expired: { label: "Expired", tone: "crimson" },
};

/** On a phone the column that tells why someone is not here is missing, so that the name does. */
function NameTag({ state }: Pick<ListRow, "state">) {
  if (state.kind === "active") return state.you && <Tag>You</Tag>;
  const { label, tone } = STATES[state.kind];
  return (
    <Tag tone={tone} className="md:hidden">
      {label}
    </Tag>
  );
}
