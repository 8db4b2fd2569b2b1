import { Users } from "lucide-react";
import type { ReactNode } from "react";
import { Iris } from "@/components/ui/iris";
import { Person } from "@/components/ui/person";
import { formatCount, formatList } from "@/lib/format";
import type { Level } from "@/lib/permissions/operations";
import type { PersonByRole } from "@/lib/shares/queries/who-has-access";
import { labelOf, OPENINGS } from "./levels";

/** One line of who has access: who it is, and how far at the right. */
export const AccessLine = ({ who, children }: { who: ReactNode; children: ReactNode }) => (
  <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2 first:border-t-0">
    {who}
    <span className="ml-auto flex items-center gap-2 text-13">{children}</span>
  </li>
);

const SHOWN = 3;

/** Those who see or edit everything, in one line: nothing that is shared changes that. */
export function ByRole({ people }: { people: readonly PersonByRole[] }) {
  const editing = people.filter(({ level }) => level === "manage").length;
  const names = people.slice(0, SHOWN).map(({ name }) => name);
  const more = people.length - names.length;
  const who = (
    <Person
      name={`${formatCount(people.length, { one: "person", other: "people" })} through their role`}
      detail={more > 0 ? `${names.join(", ")} and ${more} more` : formatList(names, "en")}
      avatar={
        <span className="avatar avatar-square" aria-hidden>
          <Users />
        </span>
      }
    />
  );
  return (
    <AccessLine who={who}>
      <span className="flex gap-3">
        {editing > 0 && <RoleLevel level="manage" count={editing} />}
        {editing < people.length && <RoleLevel level="view" count={people.length - editing} />}
      </span>
    </AccessLine>
  );
}

const RoleLevel = ({ level, count }: { level: Level; count: number }) => (
  <span className="flex items-center gap-2">
    <Iris opening={OPENINGS[level]} /> {count} {labelOf(level).toLowerCase()}
  </span>
);
