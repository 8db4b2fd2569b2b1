import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accountId } from "./accounts";
import { interval, oneOf, ofAccount, time, within } from "./columns";
import { users } from "./users";

export const GRANTABLE = [
  "account_admin",
  "analytics",
  "billing",
  "sources",
  "purge",
  "media_edit",
  "media_browse",
  "media_shared",
] as const;

const BUILT_IN_ROLES = [
  "account_administrator",
  "developer",
  "media_library_full_access",
  "media_library_view_only_access",
  "media_library_restricted_access",
  "finance",
] as const;

/** A user in an account. Name and e-mail are copies of the user's, so that an account's pages need no other table. */
export const members = pgTable(
  "members",
  {
    accountId: accountId(),
    id: text().notNull(),
    userId: text()
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    email: text().notNull(),
    timeZone: text().notNull().default("UTC"),
    lastActiveAt: time(),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex("members_user")
      .on(t.accountId, t.userId)
      .where(sql`${t.endedAt} is null`),
    index("members_of_user")
      .on(t.userId)
      .where(sql`${t.endedAt} is null`),
    index("members_name")
      .on(t.accountId, sql`lower(${t.name})`, t.id)
      .where(sql`${t.endedAt} is null`),
    ...ofAccount(),
  ],
);

/** Roles that an account defines beside the six built-in ones. */
export const roles = pgTable(
  "roles",
  {
    accountId: accountId(),
    id: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(""),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex("roles_name")
      .on(t.accountId, sql`lower(${t.name})`)
      .where(sql`${t.endedAt} is null`),
    ...ofAccount(),
  ],
);

export const rolePermissions = pgTable(
  "role_permissions",
  {
    accountId: accountId(),
    id: text().notNull(),
    roleId: text().notNull(),
    permission: text({ enum: GRANTABLE }).notNull(),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("role_permissions_role", t.accountId, t.roleId, roles),
    uniqueIndex("role_permissions_current")
      .on(t.accountId, t.roleId, t.permission)
      .where(sql`${t.endedAt} is null`),
    oneOf("role_permissions_permission", t.permission, GRANTABLE),
    ...ofAccount(),
  ],
);

/** A member's role over time: a built-in one or one of the account's. */
export const roleAssignments = pgTable(
  "role_assignments",
  {
    accountId: accountId(),
    id: text().notNull(),
    memberId: text().notNull(),
    builtInRole: text({ enum: BUILT_IN_ROLES }),
    roleId: text(),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("role_assignments_member", t.accountId, t.memberId, members),
    within("role_assignments_role", t.accountId, t.roleId, roles),
    uniqueIndex("role_assignments_current")
      .on(t.accountId, t.memberId)
      .where(sql`${t.endedAt} is null`),
    // Without the account, so that a table without statistics yet is never searched for a member by it.
    index("role_assignments_role_id")
      .on(t.roleId)
      .where(sql`${t.endedAt} is null`),
    check("role_assignments_one_role", sql`num_nonnulls(${t.builtInRole}, ${t.roleId}) = 1`),
    oneOf("role_assignments_built_in", t.builtInRole, BUILT_IN_ROLES),
    ...ofAccount(),
  ],
);

export const permissionGrants = pgTable(
  "permission_grants",
  {
    accountId: accountId(),
    id: text().notNull(),
    memberId: text().notNull(),
    permission: text({ enum: GRANTABLE }).notNull(),
    expiresAt: time(),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("permission_grants_member", t.accountId, t.memberId, members),
    uniqueIndex("permission_grants_current")
      .on(t.accountId, t.memberId, t.permission)
      .where(sql`${t.endedAt} is null`),
    index("permission_grants_expiry")
      .on(t.expiresAt)
      .where(sql`${t.endedAt} is null`),
    oneOf("permission_grants_permission", t.permission, GRANTABLE),
    ...ofAccount(),
  ],
);

export const suspensions = pgTable(
  "suspensions",
  { accountId: accountId(), id: text().notNull(), memberId: text().notNull(), ...interval() },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("suspensions_member", t.accountId, t.memberId, members),
    uniqueIndex("suspensions_current")
      .on(t.accountId, t.memberId)
      .where(sql`${t.endedAt} is null`),
    ...ofAccount(),
  ],
);

export const groups = pgTable(
  "groups",
  {
    accountId: accountId(),
    id: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(""),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex("groups_name")
      .on(t.accountId, sql`lower(${t.name})`)
      .where(sql`${t.endedAt} is null`),
    ...ofAccount(),
  ],
);

export const groupMembers = pgTable(
  "group_members",
  {
    accountId: accountId(),
    id: text().notNull(),
    groupId: text().notNull(),
    memberId: text().notNull(),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("group_members_group", t.accountId, t.groupId, groups),
    within("group_members_member", t.accountId, t.memberId, members),
    uniqueIndex("group_members_current")
      .on(t.accountId, t.groupId, t.memberId)
      .where(sql`${t.endedAt} is null`),
    index("group_members_member_id")
      .on(t.accountId, t.memberId)
      .where(sql`${t.endedAt} is null`),
    ...ofAccount(),
  ],
);

/** An offer of membership. While it is current it holds a seat. */
export const invitations = pgTable(
  "invitations",
  {
    accountId: accountId(),
    id: text().notNull(),
    email: text().notNull(),
    /** What the inviter calls them until they say themselves; may be empty. */
    name: text().notNull().default(""),
    builtInRole: text({ enum: BUILT_IN_ROLES }),
    roleId: text(),
    permissions: text({ enum: GRANTABLE })
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** When the single permissions end once given; null: never. */
    grantsExpireAt: time(),
    /** Seven days after it was last sent. */
    expiresAt: time().notNull(),
    sentAt: time().notNull().defaultNow(),
    memberId: text(),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("invitations_role", t.accountId, t.roleId, roles),
    within("invitations_member", t.accountId, t.memberId, members),
    uniqueIndex("invitations_email")
      .on(t.accountId, sql`lower(${t.email})`)
      .where(sql`${t.endedAt} is null`),
    index("invitations_of_email")
      .on(sql`lower(${t.email})`)
      .where(sql`${t.endedAt} is null`),
    check("invitations_one_role", sql`num_nonnulls(${t.builtInRole}, ${t.roleId}) <= 1`),
    ...ofAccount(),
  ],
);

/** Each sending or copying makes a new link, because only hashes are kept; sending again ends the earlier ones. */
export const invitationLinks = pgTable(
  "invitation_links",
  {
    accountId: accountId(),
    id: text().notNull(),
    invitationId: text().notNull(),
    tokenHash: text().notNull().unique(),
    /** Only a link that was mailed proves that who opens it reads that mailbox. */
    delivery: text({ enum: ["mail", "copy"] }).notNull(),
    expiresAt: time().notNull(),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("invitation_links_invitation", t.accountId, t.invitationId, invitations),
    ...ofAccount(),
  ],
);
