"use client";

import { UsersRound, X } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useAddress } from "@/components/data-table/use-address";
import { confirm } from "@/components/overlay/confirm";
import { MenuButton } from "@/components/overlay/menu";
import { toast } from "@/components/overlay/toast";
import { Inspector } from "@/components/shell/inspector";
import { IconButton } from "@/components/ui/button";
import { Person } from "@/components/ui/person";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { formatCount } from "@/lib/format";
import type { findGroup } from "@/lib/groups/queries";
import { answered } from "../answered";
import { undoing } from "../undoing";
import { addGroupMembersAction, deleteGroupAction, removeGroupMembersAction } from "./actions";
import { AddPeople } from "./add-people";
import { GroupForm } from "./group-form";

export type OpenGroup = Awaited<ReturnType<typeof findGroup>>;
type Member = OpenGroup["members"][number];

export function GroupInspector({ account, group, closed }: { account: string; group: OpenGroup; closed: boolean }) {
  const address = useAddress();
  const router = useRouter();
  const closeHref = address.href({ group: null });

  const remove = async (member: Member) => {
    const change = { groupId: group.id, memberIds: [member.id] };
    const result = await answered(removeGroupMembersAction(account, change));
    if (!result.ok) return toast({ tone: "crimson", message: result.message });
    toast({
      message: `${member.name} left ${group.name}`,
      undo: undoing(() => addGroupMembersAction(account, change)),
    });
  };
  const erase = () =>
    confirm({
      title: `Delete ${group.name}`,
      body: `${formatCount(group.memberCount, { one: "person loses", other: "people lose" })} what is shared with the group, at once.`,
      action: "Delete group",
      run: async () => {
        const result = await answered(deleteGroupAction(account, { groupId: group.id }));
        if (!result.ok) return result.message;
        router.replace(closeHref as Route, { scroll: false });
      },
    });

  return (
    <Inspector
      title={group.name}
      avatar={
        <span className="avatar avatar-square" aria-hidden>
          <UsersRound className="size-5" strokeWidth={1.5} />
        </span>
      }
      detail={formatCount(group.memberCount, { one: "person", other: "people" })}
      closeHref={closeHref}
      menu={
        group.can.delete && (
          <MenuButton
            label={`Actions for ${group.name}`}
            groups={[[{ id: "delete", label: "Delete group", danger: true, run: erase }]]}
          />
        )
      }
    >
      <GroupForm account={account} group={group} closed={closed} />
      <section className="mt-6 grid gap-3" aria-label="People in the group">
        <h3 className="text-13">People</h3>
        {!closed && <AddPeople account={account} group={group} />}
        {group.members.length === 0 && <p className="text-13 text-ink-2">Nobody is in this group yet.</p>}
        <ul>
          {group.members.map((member) => (
            <li key={member.id} className="flex items-center gap-3 border-t border-line py-2 first:border-t-0">
              <Person
                name={member.name}
                detail={member.email}
                href={`/${account}/users?user=${member.id}`}
                tags={member.suspended && <Tag>Suspended</Tag>}
                off={member.suspended}
              />
              <span className="ml-auto flex-none text-12 text-ink-3">
                since <Time value={member.since} as="date" />
              </span>
              <IconButton
                label={`Take ${member.name} out`}
                icon={<X aria-hidden />}
                size="sm"
                onClick={() => void remove(member)}
              />
            </li>
          ))}
        </ul>
      </section>
    </Inspector>
  );
}
