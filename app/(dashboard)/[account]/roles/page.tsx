import type { Metadata } from "next";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { requirePage } from "@/lib/http/require-page";
import { can } from "@/lib/permissions/can";
import { listRoles } from "@/lib/roles/queries";
import { withoutUserManagement } from "@/lib/users/rules";
import { sharedBlocked } from "../access-editor/shared-blocked";
import { PlanGate } from "../plan-gate";
import { CreateRoleButton } from "./create-role-button";
import { RoleInspector } from "./role-inspector";
import { RolesTable } from "./roles-table";

export const metadata: Metadata = { title: "Roles" };

export default async function RolesPage(props: PageProps<"/[account]/roles">) {
  const actor = await requirePage(props, "roles.view");
  const { role: openId } = await props.searchParams;
  const { slug, plan } = actor.account;
  const roles = (await listRoles(actor)).map(({ createdAt, ...role }) => ({
    ...role,
    createdAt: createdAt?.toISOString() ?? null,
  }));
  const locked = withoutUserManagement(plan, "roles.create")?.message ?? null;
  const blocked = sharedBlocked(plan);
  const open = roles.find(({ id }) => id === openId);
  return (
    <Split
      inspector={
        open && <RoleInspector key={open.id} account={slug} role={open} roles={roles} sharedBlocked={blocked} />
      }
    >
      <PageHeader title="Roles" note="Six are built in and never change; add your own beside them">
        {can(actor, "roles.create") && (
          <CreateRoleButton account={slug} roles={roles} sharedBlocked={blocked} closed={locked !== null} />
        )}
      </PageHeader>
      {locked && (
        <PlanGate actor={actor} plan="pro">
          {locked}
        </PlanGate>
      )}
      <RolesTable account={slug} rows={roles} currentId={open?.id} />
    </Split>
  );
}
