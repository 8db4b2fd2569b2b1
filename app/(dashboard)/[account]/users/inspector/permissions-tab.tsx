import { personConsequence } from "@/lib/access/rules/consequences";
import type { MemberActor } from "@/lib/actor";
import { sharedBlocked } from "../../access-editor/shared-blocked";
import type { UserDetails } from "@/lib/users/queries/find-user";
import type { RoleChoice } from "../../access-editor/access-draft";
import { MemberAccess } from "./member-access";
import type { Ways } from "@/components/shell/use-unsaved-guard";

export function PermissionsTab({
  actor,
  user,
  name,
  roles,
  ways,
}: {
  actor: MemberActor;
  user: UserDetails;
  name: string;
  roles: readonly RoleChoice[];
  ways: Ways;
}) {
  const access = { active: true, sources: user.given };
  const { abilities } = personConsequence({ id: user.id, name: user.name, before: access, after: access });
  return (
    <MemberAccess
      account={actor.account.slug}
      memberId={user.id}
      name={name}
      suspended={user.status === "suspended"}
      given={{
        roleId: user.role?.id ?? null,
        grants: user.grants.map(({ permission, expiresAt }) => ({
          permission,
          expiresAt: expiresAt?.toISOString() ?? null,
        })),
      }}
      givings={Object.fromEntries(user.given.map(({ id, by, since }) => [id, { by, since: since.toISOString() }]))}
      abilities={abilities}
      roles={roles}
      sharedBlocked={sharedBlocked(actor.account.plan)}
      locked={user.can.edit.reason}
      ways={ways}
    />
  );
}
