import { newId } from "@/db/ids";
import type { apiKeyPermissions, apiKeys, apiKeySuspensions, apiKeyUses } from "@/db/schema/api-keys";
import type { auditEvents } from "@/db/schema/audit";
import type {
  groupMembers,
  groups,
  invitations,
  members,
  permissionGrants,
  roleAssignments,
  rolePermissions,
  roles,
  suspensions,
} from "@/db/schema/members";
import type { purgeLines, purges } from "@/db/schema/purges";
import type { deployments, sources } from "@/db/schema/sources";
import type { sessions, users } from "@/db/schema/users";
import type { RecordedEvent, Target } from "@/lib/audit/commands";
import { DAY_MS } from "@/lib/day";
import { type Random, startRandom } from "@/lib/demo/seed/random";

/** All rows of one account's story, in memory until it is told to the end. */
export type Rows = {
  members: (typeof members.$inferInsert)[];
  roles: (typeof roles.$inferInsert)[];
  rolePermissions: (typeof rolePermissions.$inferInsert)[];
  roleAssignments: (typeof roleAssignments.$inferInsert)[];
  permissionGrants: (typeof permissionGrants.$inferInsert)[];
  suspensions: (typeof suspensions.$inferInsert)[];
  groups: (typeof groups.$inferInsert)[];
  groupMembers: (typeof groupMembers.$inferInsert)[];
  invitations: (typeof invitations.$inferInsert)[];
  apiKeys: (typeof apiKeys.$inferInsert)[];
  apiKeyPermissions: (typeof apiKeyPermissions.$inferInsert)[];
  apiKeySuspensions: (typeof apiKeySuspensions.$inferInsert)[];
  apiKeyUses: (typeof apiKeyUses.$inferInsert)[];
  sources: (typeof sources.$inferInsert)[];
  deployments: (typeof deployments.$inferInsert)[];
  purges: (typeof purges.$inferInsert)[];
  purgeLines: (typeof purgeLines.$inferInsert)[];
  auditEvents: (typeof auditEvents.$inferInsert)[];
};

export type Chronicle = {
  account: { id: string; slug: string; name: string };
  /** People are identities across accounts: all chronicles of a demo share them, by e-mail, and their sessions. */
  users: Map<string, typeof users.$inferInsert>;
  sessions: (typeof sessions.$inferInsert)[];
  rows: Rows;
  random: Random;
  /** When it is told. */
  now: Date;
};

/** Someone of the account, with what the story needs to know of them. */
export type Person = {
  memberId: string;
  userId: string;
  name: string;
  email: string;
  /** As words for the audit log. */
  role: string | null;
  grants: string[];
  ip: string;
  userAgent: string;
};

export function beginChronicle(
  account: Chronicle["account"],
  { seed, ...shared }: Pick<Chronicle, "users" | "sessions" | "now"> & { seed: number },
): Chronicle {
  const rows: Rows = {
    members: [],
    roles: [],
    rolePermissions: [],
    roleAssignments: [],
    permissionGrants: [],
    suspensions: [],
    groups: [],
    groupMembers: [],
    invitations: [],
    apiKeys: [],
    apiKeyPermissions: [],
    apiKeySuspensions: [],
    apiKeyUses: [],
    sources: [],
    deployments: [],
    purges: [],
    purgeLines: [],
    auditEvents: [],
  };
  return { account, ...shared, rows, random: startRandom(seed) };
}

/** So many days ago; fractions are parts of a day. */
export const daysAgo = ({ now }: Chronicle, days: number) => new Date(now.getTime() - days * DAY_MS);

export const begun = ({ account }: Chronicle, by: Person | null, at: Date) => ({
  accountId: account.id,
  startedAt: at,
  startedBy: by?.memberId ?? "system",
});

type Endable = { endedAt?: Date | null; endedBy?: string | null; endReason?: string | null };

/** Ends a row that was begun before. */
export function end(row: Endable | undefined, by: Person | null, at: Date, reason: string): void {
  if (row) Object.assign(row, { endedAt: at, endedBy: by?.memberId ?? "system", endReason: reason });
}

export const isOpen = (row: Endable) => !row.endedAt;

type Told = { operation: RecordedEvent; target: Target; before?: object; after?: object };

/** What the audit log keeps of it. Number and hash are given when all is told. */
export function tell(chronicle: Chronicle, by: Person | null, at: Date, { operation, target, before, after }: Told) {
  chronicle.rows.auditEvents.push({
    accountId: chronicle.account.id,
    id: newId("event"),
    at,
    actorKind: by ? "member" : "system",
    actorId: by?.memberId ?? "system",
    actorName: by?.name ?? "Command line",
    operation,
    targetKind: target.kind,
    targetId: target.id,
    targetName: target.name,
    before: before ?? null,
    after: after ?? null,
    ip: by?.ip ?? null,
    userAgent: by?.userAgent ?? null,
    requestId: by ? newId("event").replace("evt_", "req-") : null,
  });
}
