import type { Metadata } from "next";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { formatCount } from "@/lib/format";
import { requirePage } from "@/lib/http/require-page";
import { toQuery } from "@/lib/http/read-search";
import { openHref } from "./addresses";
import { listRoles } from "@/lib/roles/queries";
import { countSeats, type Seats } from "@/lib/users/queries/count-seats";
import { listUsers } from "@/lib/users/queries/list-users";
import { withoutUserManagement } from "@/lib/users/rules";
import { ExportLink } from "./export-link";
import { neighboursOf } from "@/components/data-table/neighbours";
import { OpenPerson } from "./inspector/open-person";
import { InviteUsersButton } from "./invite/invite-users-button";
import { toListRow } from "./list-row";
import { PlanGate } from "../plan-gate";
import { toRoleChoice } from "../access-editor/role-choice";
import { readUsersSearch } from "./search";
import { UsersTable } from "./users-table";

export const metadata: Metadata = { title: "Users" };

export default async function UsersPage(props: PageProps<"/[account]/users">) {
  const actor = await requirePage(props, "users.view");
  const params = await props.searchParams;
  const query = toQuery(params);
  const [{ rows, total, nextCursor, previousCursor }, roles, seats] = await Promise.all([
    listUsers(actor, readUsersSearch(params)),
    listRoles(actor),
    countSeats(actor),
  ]);
  const locked = withoutUserManagement(actor.account.plan, "users.invite")?.message ?? null;
  const choices = roles.map(toRoleChoice);
  const path = `/${actor.account.slug}/users`;
  const openId = query.get("user");
  const list = { ids: rows.map(({ id }) => id), total, first: previousCursor === null };
  return (
    <Split
      inspector={
        openId && (
          <OpenPerson
            key={openId}
            actor={actor}
            id={openId}
            roles={choices}
            query={query}
            neighbours={neighboursOf(openId, list, path, query, openHref)}
          />
        )
      }
    >
      <PageHeader title="Users" note={inWords(seats)}>
        <ExportLink path={path} />
        <InviteUsersButton account={actor.account.slug} roles={choices} seats={seats} blocked={locked} />
      </PageHeader>
      {locked && (
        <PlanGate actor={actor} plan="pro">
          {locked}
        </PlanGate>
      )}
      <UsersTable
        account={actor.account.slug}
        rows={rows.map((row) => toListRow(row, actor.memberId))}
        roles={choices}
        total={total}
        pager={{ next: nextCursor, previous: previousCursor }}
        openId={openId ?? undefined}
      />
    </Split>
  );
}

/** "8 people and 2 invitations" */
function inWords({ members, pending }: Seats): string {
  const people = formatCount(members, { one: "person", other: "people" });
  return pending > 0 ? `${people} and ${formatCount(pending, { one: "invitation", other: "invitations" })}` : people;
}
