import type { ReactNode } from "react";
import { Iris } from "@/components/ui/iris";
import { Person } from "@/components/ui/person";
import { formatList } from "@/lib/format";
import type { Level } from "@/lib/permissions/operations";
import type { WhoHasAccess as Access } from "@/lib/shares/queries/who-has-access";
import { AccessLine, ByRole } from "./access-line";
import { DirectShare, Until } from "./direct-share";
import { From } from "./from";
import { Grantee } from "./grantee";
import { labelOf, OPENINGS } from "./levels";
import { granteeOf } from "./shared-item";
import type { UseSharing } from "./use-sharing";

type Props = { account: string; access: Access; onChange: UseSharing["setShares"]; onCheck: () => void };

/** Direct, inherited and by role, in one list: only what was given here can be changed here. */
export function WhoHasAccess({ account, access, onChange, onCheck }: Props) {
  return (
    <section aria-labelledby="who-has-access">
      <div className="mb-1 flex items-baseline justify-between gap-3">
        <h3 id="who-has-access" className="label-text">
          Who has access
        </h3>
        <button type="button" className="link-text text-12" onClick={onCheck}>
          Check someone’s access
        </button>
      </div>
      <ul>
        {access.owner && <Fixed who={<Person name={access.owner.name} detail="Owner" />} level="manage" />}
        {access.direct.map(({ grantee: one, isAsleep, level, expiresAt }) => {
          const grantee = granteeOf(one);
          const { name } = one;
          return (
            <DirectShare
              key={one.id}
              grantee={one}
              isAsleep={isAsleep}
              level={level}
              expiresAt={expiresAt}
              stop={`Stop sharing with ${name}`}
              onLevel={(next) =>
                void onChange([{ grantee, level: next, expiresAt }], `${name} can ${labelOf(next).toLowerCase()}`)
              }
              onEnd={(end) => void onChange([{ grantee, level, expiresAt: end }], `The end was changed for ${name}`)}
              onStop={() => void onChange([{ grantee, level: null }], `No longer shared with ${name}`)}
            />
          );
        })}
        {access.inherited.map(({ id, on, grantee, level, expiresAt }) => (
          <Fixed
            key={id}
            who={<Grantee {...grantee} detail={<From account={account} thing={on} />} />}
            level={on.kind === "collection" ? "view" : level}
            expiresAt={expiresAt}
          />
        ))}
        {access.byRole.length > 0 && <ByRole people={access.byRole} />}
      </ul>
      {access.collections.length > 0 && (
        <p className="border-t border-line pt-2 text-13 text-ink-2">
          In {access.collections.length > 1 ? "the collections" : "the collection"}{" "}
          {formatList(
            access.collections.map(({ name }) => name),
            "en",
          )}
          : whoever opens one sees this file.
        </p>
      )}
    </section>
  );
}

function Fixed({ who, level, expiresAt }: { who: ReactNode; level: Level; expiresAt?: Date | null }) {
  return (
    <AccessLine who={who}>
      {expiresAt && <Until value={expiresAt} />}
      <Iris opening={OPENINGS[level]} /> {labelOf(level)}
    </AccessLine>
  );
}
