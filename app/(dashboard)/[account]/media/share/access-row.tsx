import { Person } from "@/components/ui/person";
import type { PersonWithAccess } from "@/lib/shares/queries/who-has-access";
import { LevelLabel } from "./level-label";
import { Reason } from "./reason";

type Props = {
  account: string;
  person: PersonWithAccess;
  /** The id of the thing that the list is about. */
  here: string;
};

/** Someone who can see a thing, at which level, and everything that makes it so. */
export function AccessRow({ account, person, here }: Props) {
  return (
    <li className="grid gap-1 border-t border-line py-2.5 first:border-t-0">
      <span className="flex items-center justify-between gap-3">
        <Person name={person.name} detail={person.email} />
        <LevelLabel level={person.level} />
      </span>
      <ul className="pl-10 text-12 text-ink-2">
        {person.ways.map((way) => (
          <li key={`${way.kind} ${way.share?.id}`}>
            <Reason account={account} way={way} here={here} />
          </li>
        ))}
      </ul>
    </li>
  );
}
