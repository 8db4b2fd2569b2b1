"use client";

import { ArrowLeft } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EffectiveList } from "@/components/ui/effective-list";
import { SearchField } from "@/components/ui/field";
import { Iris } from "@/components/ui/iris";
import { Person } from "@/components/ui/person";
import { Loading } from "@/components/ui/skeleton";
import { formatCount, formatList } from "@/lib/format";
import type { ActionResult } from "@/lib/http/define-action";
import type { CheckedAccess } from "@/lib/shares/queries/check-access";
import { answered } from "../../answered";
import { checkAccessAction } from "./actions";
import { labelOf, OPENINGS } from "./levels";
import { Reason } from "./reason";
import { itemOf, type SharedItem } from "./shared-item";
import { useSuggestions } from "./use-suggestions";

type Somebody = { id: string; name: string; email: string | null };

type Props = {
  account: string;
  item: SharedItem;
  /** Offered before anything is typed. */
  known: readonly Somebody[];
  onBack: () => void;
};

/** What any one person reaches of this thing, why, and what it looks like to them. */
export function CheckAccess({ account, item, known, onBack }: Props) {
  const [text, setText] = useState("");
  const [person, setPerson] = useState<Somebody>();
  const { found, isSettled } = useSuggestions(account, text);
  const offered = text.trim() ? found.filter(({ kind }) => kind === "member") : known;
  return (
    <div className="grid gap-4">
      <Button look="quiet" size="sm" className="justify-self-start" icon={<ArrowLeft aria-hidden />} onClick={onBack}>
        Who has access
      </Button>
      <SearchField
        label="Whose access to check"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setPerson(undefined);
        }}
      />
      {!person && (
        <ul aria-label="People to check">
          {offered.length === 0 && (
            <li className="py-2 text-13 text-ink-2">
              {isSettled ? `Nobody matches “${text.trim()}”.` : "Search for anyone of the account."}
            </li>
          )}
          {offered.map((one) => (
            <li key={one.id} className="flex items-center gap-3 border-t border-line py-2 first:border-t-0">
              <Person name={one.name} detail={one.email} />
              <Button size="sm" className="ml-auto" onClick={() => setPerson(one)}>
                Check <span className="sr-only">{one.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      {person && <Checked key={person.id} account={account} item={item} person={person} />}
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
        items={(level ? abilities : []).map(({ operation, does, allowed }) => ({
          id: operation,
          text: does.charAt(0).toUpperCase() + does.slice(1),
          state: allowed ? "kept" : "never",
        }))}
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
