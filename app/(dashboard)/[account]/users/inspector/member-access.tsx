"use client";

import { EffectiveList } from "@/components/ui/effective-list";
import { cn } from "@/lib/cn";
import type { Ability } from "@/lib/access/rules/consequences";
import { formatList } from "@/lib/format";
import { answered } from "../../answered";
import { changeAccessAction } from "../actions";
import { undoing } from "../../undoing";
import { abilityItems, type Givings } from "./ability-items";
import { AccessEditor } from "../../access-editor/access-editor";
import { changeInWords, type Given, type RoleChoice } from "../../access-editor/access-draft";
import { Consequences } from "../../access-editor/consequences";
import type { Ways } from "@/components/shell/use-unsaved-guard";
import { usePreview } from "../../access-editor/use-preview";
import { whenActive } from "./when-active";

type Props = {
  account: string;
  memberId: string;
  name: string;
  suspended: boolean;
  given: Given;
  givings: Givings;
  abilities: readonly Ability[];
  roles: readonly RoleChoice[];
  sharedBlocked: string | null;
  locked: string | null;
  ways: Ways;
};

/** What a member may do, to be changed; below it what that means, worked out by the server before anything is saved. */
export function MemberAccess(props: Props) {
  const { account, memberId, name, given, roles, sharedBlocked, locked, ways } = props;
  return (
    <AccessEditor
      id={memberId}
      name={name}
      given={given}
      roles={roles}
      sharedBlocked={sharedBlocked}
      locked={locked}
      ways={ways}
      save={async (next) => {
        const result = await answered(changeAccessAction(account, { memberId, ...next }));
        if (!result.ok) return result;
        const { before, leftGroups } = result.data;
        const left =
          leftGroups.length > 0 ? `, and left ${formatList(leftGroups, "en")}, which Undo does not bring back` : "";
        const message = changeInWords(name, given, next, roles) + left;
        return { ok: true, data: { message, undo: undoing(() => changeAccessAction(account, before)) } };
      }}
    >
      {(next) => <Effects {...props} next={next} />}
    </AccessEditor>
  );
}

function Effects(props: Props & { next: Given | null }) {
  const { account, memberId, name, suspended, given, abilities, givings, roles, next } = props;
  const { preview, pending, problem } = usePreview(account, memberId, next);
  const person = next && suspended ? whenActive(given, next, roles) : preview?.people[0];
  const change = next && person ? person : { abilities, gained: [], lost: [] };
  return (
    <div aria-busy={pending} className={cn("grid gap-4", pending && "opacity-60 transition-opacity")}>
      <EffectiveList
        title={next ? `What ${name} will be able to do` : `What ${name} can do`}
        note={suspended ? "nothing before they are reactivated" : next && "after you save"}
        items={abilityItems(change.abilities, givings, change)}
        empty={`Nothing: ${name} has no permission.`}
      />
      {next && <Consequences name={name} preview={preview} problem={problem} account={account} />}
    </div>
  );
}
