import { Users, X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/button";
import { Iris } from "@/components/ui/iris";
import { Person } from "@/components/ui/person";
import { Select } from "@/components/ui/select";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { formatCount, formatList } from "@/lib/format";
import type { Level } from "@/lib/permissions/operations";
import type { PersonByRole, ShareRow, WhoHasAccess as Access } from "@/lib/shares/queries/who-has-access";
import { Grantee } from "./grantee";
import { EXPIRY_OPTIONS, expiryIn } from "./expiry";
import { From } from "./from";
import { LEVEL_OPTIONS, labelOf, OPENINGS } from "./levels";
import type { Wanted } from "./use-sharing";

type Change = (wanted: Wanted, message: string) => Promise<void>;

type Props = { account: string; access: Access; onChange: Change; onCheck: () => void };

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
        {access.owner && (
          <Row level="manage">
            <Person name={access.owner.name} detail="Owner" />
          </Row>
        )}
        {access.direct.map((share) => (
          <DirectShare key={share.grantee.id} share={share} onChange={onChange} />
        ))}
        {access.inherited.map((share) => (
          <Row key={share.id} level={share.on.kind === "collection" ? "view" : share.level} expiresAt={share.expiresAt}>
            <Grantee {...share.grantee} detail={<From account={account} thing={share.on} />} />
          </Row>
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

const rowClass = "flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2 first:border-t-0";

function Row({ level, expiresAt, children }: { level: Level; expiresAt?: Date | null; children: ReactNode }) {
  return (
    <li className={rowClass}>
      {children}
      <span className="ml-auto flex items-center gap-2 text-13">
        {expiresAt && <Until value={expiresAt} />}
        <Iris opening={OPENINGS[level]} /> {labelOf(level)}
      </span>
    </li>
  );
}

function DirectShare({ share, onChange }: { share: ShareRow; onChange: Change }) {
  const { kind, id, name } = share.grantee;
  const grantee = kind === "group" ? { groupId: id } : { memberId: id };
  const { level, expiresAt } = share;
  return (
    <li className={rowClass}>
      <Grantee {...share.grantee} />
      <span className="ml-auto flex items-center gap-1.5">
        {share.isAsleep && <Tag>Sees it by role</Tag>}
        {expiresAt && <Until value={expiresAt} />}
        <Select
          quiet
          aria-label={`When it ends for ${name}`}
          value={expiresAt ? "kept" : ""}
          onChange={(event) =>
            void onChange(
              { grantee, level, expiresAt: expiryIn(event.target.value) },
              `The end was changed for ${name}`,
            )
          }
        >
          {expiresAt && (
            <option value="kept" disabled>
              Ends
            </option>
          )}
          {EXPIRY_OPTIONS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
        <Select
          quiet
          aria-label={`Level of ${name}`}
          icon={<Iris opening={OPENINGS[level]} />}
          options={LEVEL_OPTIONS}
          value={level}
          onChange={(event) => {
            const next = event.target.value as Level;
            void onChange({ grantee, level: next, expiresAt }, `${name} can ${labelOf(next).toLowerCase()}`);
          }}
        />
        <IconButton
          label={`Stop sharing with ${name}`}
          size="sm"
          icon={<X aria-hidden />}
          onClick={() => void onChange({ grantee, level: null }, `No longer shared with ${name}`)}
        />
      </span>
    </li>
  );
}

const Until = ({ value }: { value: Date }) => (
  <Tag tone="amber">
    until <Time value={value} as="date" />
  </Tag>
);

const SHOWN = 3;

function ByRole({ people }: { people: readonly PersonByRole[] }) {
  const editing = people.filter(({ level }) => level === "manage").length;
  const names = people.slice(0, SHOWN).map(({ name }) => name);
  const more = people.length - names.length;
  return (
    <li className={rowClass}>
      <Person
        name={`${formatCount(people.length, { one: "person", other: "people" })} through their role`}
        detail={more > 0 ? `${names.join(", ")} and ${more} more` : formatList(names, "en")}
        avatar={
          <span className="avatar avatar-square" aria-hidden>
            <Users />
          </span>
        }
      />
      <span className="ml-auto flex items-center gap-3 text-13">
        {editing > 0 && <RoleLevel level="manage" count={editing} />}
        {editing < people.length && <RoleLevel level="view" count={people.length - editing} />}
      </span>
    </li>
  );
}

const RoleLevel = ({ level, count }: { level: Level; count: number }) => (
  <span className="flex items-center gap-2">
    <Iris opening={OPENINGS[level]} /> {count} {labelOf(level).toLowerCase()}
  </span>
);
