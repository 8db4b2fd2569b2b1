import { Inspector } from "@/components/shell/inspector";
import { Avatar } from "@/components/ui/person";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { MemberActor } from "@/lib/actor";
import type { InvitationRow } from "@/lib/users/queries/people";
import { closedHref } from "../addresses";
import type { RoleChoice } from "../../access-editor/access-draft";
import { InvitationAccess } from "./invitation-access";
import { InvitationActions } from "./invitation-actions";
import type { Neighbours } from "@/components/data-table/neighbours";
import { sharedBlocked } from "../../access-editor/shared-blocked";

/** Someone who was invited: what accepting will bring can be changed until then. */
export function InvitationInspector({
  actor,
  invitation,
  roles,
  query,
  neighbours,
}: {
  actor: MemberActor;
  invitation: InvitationRow;
  roles: readonly RoleChoice[];
  query: URLSearchParams;
  neighbours: Neighbours;
}) {
  const account = actor.account.slug;
  const closeHref = closedHref(`/${account}/users`, query);
  const expired = invitation.status === "expired";
  const [grant] = invitation.grants;
  return (
    <Inspector
      title={invitation.name || invitation.email}
      avatar={<Avatar name={invitation.email} size="lg" pending />}
      detail={
        <>
          {invitation.name && <span className="truncate">{invitation.email}</span>}
          {expired ? (
            <Tag tone="crimson">
              Expired <Time value={invitation.expiresAt} />
            </Tag>
          ) : (
            <Tag tone="amber">
              Expires <Time value={invitation.expiresAt} />
            </Tag>
          )}
          <span>
            Invited by {invitation.invitedBy} <Time value={invitation.sentAt} />
          </span>
        </>
      }
      closeHref={closeHref}
      {...neighbours}
    >
      <InvitationActions
        account={account}
        invitation={{ id: invitation.id, email: invitation.email, expired, can: invitation.can }}
        closeHref={closeHref}
      />
      <InvitationAccess
        account={account}
        invitationId={invitation.id}
        name={invitation.name || invitation.email}
        given={{
          roleId: invitation.role?.id ?? null,
          grants: invitation.grants.map(({ permission }) => ({ permission, expiresAt: null })),
        }}
        grantsExpireAt={grant?.expiresAt?.toISOString() ?? null}
        roles={roles}
        sharedBlocked={sharedBlocked(actor.account.plan)}
        locked={invitation.can.edit.reason}
        ways={{ close: closeHref, next: neighbours.nextHref, previous: neighbours.previousHref }}
      />
    </Inspector>
  );
}
