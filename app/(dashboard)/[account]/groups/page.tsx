import type { Metadata } from "next";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import type { MemberActor } from "@/lib/actor";
import { PLANS } from "@/lib/billing/rules";
import { AppError } from "@/lib/errors";
import { formatCount } from "@/lib/format";
import { findGroup, listGroups } from "@/lib/groups/queries";
import { requirePage } from "@/lib/http/require-page";
import { can } from "@/lib/permissions/can";
import { PlanGate } from "../plan-gate";
import { CreateGroupButton } from "./create-group-button";
import { GroupInspector } from "./group-inspector";
import { GroupsTable } from "./groups-table";

export const metadata: Metadata = { title: "Groups" };

export default async function GroupsPage(props: PageProps<"/[account]/groups">) {
  const actor = await requirePage(props, "groups.view");
  const { group } = await props.searchParams;
  const { slug, plan } = actor.account;
  const [groups, open] = await Promise.all([
    listGroups(actor),
    typeof group === "string" ? findOpenGroup(actor, group) : null,
  ]);
  const included = PLANS[plan].groups;
  const rows = groups.map(({ id, name, description, memberCount, firstMembers, createdAt }) => ({
    id,
    name,
    description,
    memberCount,
    members: firstMembers.map((member) => member.name),
    createdAt: createdAt.toISOString(),
  }));
  return (
    <Split inspector={open && <GroupInspector key={open.id} account={slug} group={open} closed={!included} />}>
      <PageHeader
        title="Groups"
        note={
          groups.length > 0
            ? formatCount(groups.length, { one: "group", other: "groups" })
            : "Share once with everyone who belongs together"
        }
      >
        {can(actor, "groups.create") && <CreateGroupButton account={slug} closed={!included} />}
      </PageHeader>
      {!included && (
        <PlanGate actor={actor} plan="enterprise">
          Groups come with Enterprise: on {PLANS[plan].label}, those that exist can be emptied and deleted, and no new
          ones made.
        </PlanGate>
      )}
      <GroupsTable rows={rows} currentId={open?.id} />
    </Split>
  );
}

/** A group that is not there leaves the list alone. */
async function findOpenGroup(actor: MemberActor, id: string) {
  try {
    return await findGroup(actor, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
