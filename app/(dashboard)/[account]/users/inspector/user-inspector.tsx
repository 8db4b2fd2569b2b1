import type { ReactNode } from "react";
import { Inspector } from "@/components/shell/inspector";
import { Avatar } from "@/components/ui/person";
import { Tabs } from "@/components/ui/tabs";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { MemberActor } from "@/lib/actor";
import type { UserDetails } from "@/lib/users/queries/find-user";
import { closedHref, openHref, type Tab } from "../addresses";
import type { RoleChoice } from "../../access-editor/access-draft";
import { ActivityTab } from "./activity-tab";
import { GroupsTab } from "./groups-tab";
import { KeysTab } from "./keys-tab";
import { PermissionsTab } from "./permissions-tab";
import { SessionsTab } from "./sessions-tab";
import { UserMenu } from "./user-menu";
import type { Neighbours } from "@/components/data-table/neighbours";

/** One person beside the list, drawn by the server at an address of its own. */
export function UserInspector({
  actor,
  user,
  roles,
  tab,
  query,
  neighbours,
}: {
  actor: MemberActor;
  user: UserDetails;
  roles: readonly RoleChoice[];
  tab: Tab;
  query: URLSearchParams;
  neighbours: Neighbours;
}) {
  const account = actor.account.slug;
  const path = `/${account}/users`;
  const firstName = user.name.split(" ", 1)[0] ?? user.name;
  const closeHref = closedHref(path, query);
  const labels: Record<Tab, [string, number?]> = {
    permissions: ["Permissions"],
    groups: ["Groups", user.groups.length],
    keys: ["API keys", user.keys.length],
    activity: ["Activity"],
    sessions: ["Sessions", user.sessions.length],
  };
  const tabs = (Object.keys(labels) as Tab[]).map((id) => ({
    href: openHref(path, query, user.id, id),
    label: labels[id][0],
    count: labels[id][1],
    current: id === tab,
  }));
  const ways = { close: closeHref, next: neighbours.nextHref, previous: neighbours.previousHref };
  const contents: Record<Tab, () => ReactNode> = {
    permissions: () => <PermissionsTab actor={actor} user={user} name={firstName} roles={roles} ways={ways} />,
    groups: () => <GroupsTab account={account} name={firstName} groups={user.groups} />,
    keys: () => <KeysTab account={account} name={firstName} keys={user.keys} />,
    activity: () => <ActivityTab account={account} memberId={user.id} events={user.activity} />,
    sessions: () => <SessionsTab account={account} member={user} sessions={user.sessions} />,
  };
  return (
    <Inspector
      title={user.name}
      avatar={<Avatar name={user.name} size="lg" />}
      detail={
        <>
          <span className="truncate">{user.email}</span>
          {user.suspendedAt ? (
            <Tag>
              Suspended since <Time value={user.suspendedAt} as="date" />
            </Tag>
          ) : (
            <Tag tone="moss">Active</Tag>
          )}
        </>
      }
      closeHref={closeHref}
      {...neighbours}
      menu={
        <UserMenu
          account={account}
          closeHref={closeHref}
          person={{
            id: user.id,
            name: user.name,
            suspended: user.status === "suspended",
            administrator: user.held.includes("account_admin"),
            keys: user.keys.map(({ id, name, lastUsedAt, permissions }) => ({
              id,
              name,
              lastUsedAt: lastUsedAt?.toISOString() ?? null,
              permissions,
            })),
            can: user.can,
          }}
        />
      }
      tabs={<Tabs label={`About ${user.name}`} items={tabs} />}
    >
      {contents[tab]()}
    </Inspector>
  );
}
