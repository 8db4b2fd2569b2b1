import { sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { apiKeyPermissions, apiKeys, apiKeySuspensions } from "@/db/schema/api-keys";
import {
  groupMembers,
  groups,
  invitationLinks,
  invitations,
  members,
  permissionGrants,
  roleAssignments,
  rolePermissions,
  roles,
  suspensions,
} from "@/db/schema/members";
import { type Check, nameOf, ofEach } from "@/lib/fsck/checks/check";

/** Of each thing that gives or takes access, who or what may have only one at a time. */
const ACCESS = [
  { table: roleAssignments, one: sql`o.member_id = t.member_id` },
  { table: permissionGrants, one: sql`o.member_id = t.member_id and o.permission = t.permission` },
  { table: suspensions, one: sql`o.member_id = t.member_id` },
  { table: groupMembers, one: sql`o.member_id = t.member_id and o.group_id = t.group_id` },
];

const BEGUN_AND_ENDED: PgTable[] = [
  members,
  roles,
  rolePermissions,
  roleAssignments,
  permissionGrants,
  suspensions,
  groups,
  groupMembers,
  invitations,
  invitationLinks,
  apiKeys,
  apiKeyPermissions,
  apiKeySuspensions,
];

export const INTERVALS: Record<string, Check> = {
  intervals: {
    holds: "Nothing ends before it begins",
    broken: ofEach(
      BEGUN_AND_ENDED,
      (table) => sql`
        select a.slug as account, ${nameOf(table)} || ' ' || t.id || ' ends before it begins' as what
        from ${table} t join accounts a on a.id = t.account_id where t.ended_at < t.started_at`,
    ),
  },

  oneAtATime: {
    holds: "Nobody has two roles, the same permission twice or two suspensions at one time",
    broken: ofEach(
      ACCESS,
      ({ table, one }) => sql`
        select a.slug as account, ${nameOf(table)} || ' ' || t.id || ' and ' || o.id || ' overlap' as what
        from ${table} t join ${table} o on o.account_id = t.account_id and ${one} and o.id <> t.id
          and (o.started_at, o.id) > (t.started_at, t.id) and o.started_at < coalesce(t.ended_at, 'infinity')
          and o.started_at < coalesce(o.ended_at, 'infinity')
        join accounts a on a.id = t.account_id`,
    ),
  },

  membership: {
    holds: "Roles, permissions, suspensions and groups end with the membership",
    broken: ofEach(
      ACCESS,
      ({ table }) => sql`
        select a.slug as account, ${nameOf(table)} || ' ' || t.id || ' outlived the membership of ' || m.name as what
        from ${table} t join members m on m.account_id = t.account_id and m.id = t.member_id
        join accounts a on a.id = t.account_id where t.ended_at is null and m.ended_at is not null`,
    ),
  },

  references: {
    holds: "Nobody has a role or is in a group that was deleted",
    broken: sql`
      select a.slug as account, m.name || ' has the deleted role ' || r.name as what from role_assignments t
      join roles r on r.account_id = t.account_id and r.id = t.role_id and r.ended_at is not null
      join members m on m.account_id = t.account_id and m.id = t.member_id join accounts a on a.id = t.account_id
      where t.ended_at is null
      union all
      select a.slug, m.name || ' is in the deleted group ' || g.name from group_members t
      join groups g on g.account_id = t.account_id and g.id = t.group_id and g.ended_at is not null
      join members m on m.account_id = t.account_id and m.id = t.member_id join accounts a on a.id = t.account_id
      where t.ended_at is null`,
  },
};
