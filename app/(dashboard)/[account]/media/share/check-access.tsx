"use client";

import { ArrowLeft } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EffectiveList } from "@/components/ui/effective-list";
import { Iris } from "@/components/ui/iris";
import { Person } from "@/components/ui/person";
import { Loading } from "@/components/ui/skeleton";
import { formatCount, formatList } from "@/lib/format";
import type { ActionResult } from "@/lib/http/define-action";
import type { CheckedAccess } from "@/lib/shares/queries/check-access";
import { answered } from "../../answered";
import { abilityItems } from "./ability-items";
import { checkAccessAction } from "./actions";
import { ChoosePerson, type Somebody } from "./choose-person";
import { labelOf, OPENINGS } from "./levels";
import { Reason } from "./reason";
import { itemOf, type SharedItem } from "./shared-item";

type Props = { account: string; item: SharedItem; known: readonly Somebody[]; onBack: () => void };

/** What any one person reaches of this thing, why, and what it looks like to them. */
export function CheckAccess({ account, item, known, onBack }: Props) {
  const [person, setPerson] = useState<Somebody>();
  return (
    <div className="grid gap-4">
      <Button look="quiet" size="sm" className="justify-self-start" icon={<ArrowLeft aria-hidden />} onClick={onBack}>
        Who has access
      </Button>
      <ChoosePerson
        account={account}
        label="Whose access to check"
        known={known}
        chosen={person && <Checked key={person.id} account={account} item={item} person={person} />}
        onType={() => setPerson(undefined)}
        offer={(one) => (
          <Button size="sm" onClick={() => setPerson(one)}>
            Check <span className="sr-only">{one.name}</span>
          </Button>
        )}
      />
    </div>
  );
}

function Checked({ account, item, person }: { account: string; item: SharedItem; person: Somebody }) {
  const [result, setResult] = useState<ActionResult<CheckedAccess>>();
  const { kind, id } = item;
  useEffect(() => {
    let late = false;
    void answered(checkAccessAction(account, { item: itemOf({ kind, id }), memberId: person.id })).then((answer) => {
      if (!late) setResult(answer);
    });
    return () => {
      late = true;
    };
  }, [account, kind, id, person.id]);
  if (!result) return <Loading />;
  if (!result.ok)
    return (
      <Callout tone="crimson" role="alert">
        {result.message}
      </Callout>
    );
  return <Effective account={account} item={item} checked={result.data} />;
}

function Effective({ account, item, checked }: { account: string; item: SharedItem; checked: CheckedAccess }) {
  const { person, level, byRole, ways, abilities, sees } = checked;
  return (
    <section aria-label={`Access of ${person.name}`} className="grid gap-4">
      <div className="flex items-center justify-between gap-3">
        <Person name={person.name} detail={person.isSuspended ? "Suspended" : person.email} />
        <span className="flex items-center gap-2 text-13" role="status">
          <Iris opening={level ? OPENINGS[level] : "none"} /> {level ? labelOf(level) : "No access"}
        </span>
      </div>
      {(byRole.length > 0 || ways.length > 0) && (
        <ul className="grid gap-1 text-13 text-ink-2">
          {byRole.map((name) => (
            <li key={name}>Everything in the library, by {name}</li>
          ))}
          {ways.map((way) => (
            <li key={`${way.kind} ${way.share?.id}`}>
              <Reason account={account} way={way} here={item.id} />
              {byRole.length > 0 && ", which changes nothing"}
            </li>
          ))}
        </ul>
      )}
      <EffectiveList
        title={`What ${person.name} can do here`}
        empty="Nothing. For them it does not exist."
        items={level ? abilityItems(abilities) : []}
      />
      {sees && <Seen {...sees} />}
    </section>
  );
}

/** The first of what lies in it, as they find it. */
function Seen({ folders, files, fileCount }: NonNullable<CheckedAccess["sees"]>) {
  const counted = formatCount(fileCount, { one: "file", other: "files" });
  return (
    <section>
      <h3 className="mb-1 text-13">What they see in it</h3>
      <p className="text-13 text-ink-2">
        {folders.length > 0 && <>Folders {formatList(folders, "en")}. </>}
        {counted}
        {files.length > 0 && <>: {formatList(files, "en")}</>}
        {files.length < fileCount && " and more"}.
      </p>
    </section>
  );
}
