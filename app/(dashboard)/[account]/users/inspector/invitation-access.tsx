"use client";

import { EffectiveList } from "@/components/ui/effective-list";
import { closureOf, essenceOf, PERMISSIONS } from "@/lib/permissions/permissions";
import { answered } from "../../answered";
import { changeInvitationAction } from "../actions";
import { undoing } from "../../undoing";
import { AccessEditor } from "../../access-editor/access-editor";
import type { Given, RoleChoice } from "../../access-editor/access-draft";
import type { Ways } from "@/components/shell/use-unsaved-guard";

/** What accepting will bring. Single permissions of an invitation end together, if at all. */
export function InvitationAccess({
  account,
  invitationId,
  name,
  given,
  grantsExpireAt,
  roles,
  sharedBlocked,
  locked,
  ways,
}: {
  account: string;
  invitationId: string;
  name: string;
  given: Given;
  grantsExpireAt: string | null;
  roles: readonly RoleChoice[];
  sharedBlocked: string | null;
  locked: string | null;
  ways: Ways;
}) {
  const change = ({ roleId, grants }: Given) => {
    const permissions = grants.map(({ permission }) => permission);
    return changeInvitationAction(account, {
      invitationId,
      roleId,
      permissions,
      grantsExpireAt: permissions.length > 0 ? grantsExpireAt : null,
    });
  };
  return (
    <AccessEditor
      id={invitationId}
      name={name}
      given={given}
      roles={roles}
      sharedBlocked={sharedBlocked}
      locked={locked}
      ends={false}
      ways={ways}
      save={async (next) => {
        const result = await answered(change(next));
        if (!result.ok) return result;
        const undo = undoing(() => changeInvitationAction(account, result.data.before));
        return { ok: true, data: { message: `The invitation of ${name} brings something else now`, undo } };
      }}
    >
      {(next) => (
        <EffectiveList
          title={`What ${name} will be able to do`}
          note="after they accept"
          items={essenceOf(heldIn(next ?? given, roles)).map((id) => ({ id, text: PERMISSIONS[id].does }))}
          empty="Nothing, until someone gives them access."
        />
      )}
    </AccessEditor>
  );
}

const heldIn = ({ roleId, grants }: Given, roles: readonly RoleChoice[]) =>
  closureOf([
    ...(roles.find(({ id }) => id === roleId)?.permissions ?? []),
    ...grants.map(({ permission }) => permission),
  ]);
