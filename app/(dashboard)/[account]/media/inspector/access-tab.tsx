import { Person } from "@/components/ui/person";
import type { WhoHasAccess } from "@/lib/shares/queries/who-has-access";
import { AccessRow } from "../share/access-row";
import { LevelLabel } from "../share/level-label";
import { itemOf } from "../share/shared-item";
import { AccessOnDay } from "./access-on-day";
import { LinksWithAccess } from "./links-with-access";

type Props = { account: string; access: WhoHasAccess; publication: React.ReactNode };

/** Who can see this, at which level, and everything that makes it so. */
export function AccessTab({ account, access, publication }: Props) {
  return (
    <div className="grid grid-cols-1 gap-6">
      <section aria-label="By what is shared">
        <h3 className="mb-1 text-13">By what is shared</h3>
        {access.people.length === 0 && <p className="text-13 text-ink-2">It is shared with nobody.</p>}
        <ul>
          {access.people.map((person) => (
            <AccessRow key={person.id} account={account} person={person} here={access.item.id} />
          ))}
        </ul>
      </section>
      <section aria-label="By role">
        <h3 className="mb-1 text-13">By role</h3>
        <ul>
          {access.byRole.map((person) => (
            <li
              key={person.id}
              className="flex items-center justify-between gap-3 border-t border-line py-2 first:border-t-0"
            >
              <Person name={person.name} href={`/${account}/users?user=${person.id}`} />
              <LevelLabel level={person.level} />
            </li>
          ))}
        </ul>
      </section>
      <section aria-label="By link">
        <h3 className="mb-1 text-13">By link</h3>
        <LinksWithAccess account={account} links={access.links} none="No link opens it." />
      </section>
      {publication}
      <AccessOnDay account={account} item={itemOf(access.item)} />
    </div>
  );
}
