import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { UserDetails } from "@/lib/users/queries/find-user";

export function GroupsTab({ account, name, groups }: { account: string; name: string } & Pick<UserDetails, "groups">) {
  if (groups.length === 0)
    return (
      <EmptyState title={`${name} is in no group`}>
        What is shared with a group reaches everyone in it.{" "}
        <Link className="link-text" href={`/${account}/groups`}>
          Open groups
        </Link>
      </EmptyState>
    );
  return (
    <ul>
      {groups.map(({ id, name: group, since }) => (
        <li
          key={id}
          className="flex min-h-11 items-center justify-between gap-4 border-t border-line text-13 first:border-t-0"
        >
          <Link className="link-text" href={`/${account}/groups?group=${id}`}>
            {group}
          </Link>
          <span className="text-12 text-ink-3">
            since <Time value={since} as="date" />
          </span>
        </li>
      ))}
    </ul>
  );
}
