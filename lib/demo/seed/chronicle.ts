import { newId } from "@/db/ids";
import { apiKeyPermissions, apiKeys, apiKeySuspensions, apiKeyUses } from "@/db/schema/api-keys";
import type { auditEvents } from "@/db/schema/audit";
import {
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
import { purgeLines, purges } from "@/db/schema/purges";
import { deployments, sources } from "@/db/schema/sources";
import type { sessions, users } from "@/db/schema/users";
import type { RecordedEvent, Target } from "@/lib/audit/commands";
import { DAY_MS } from "@/lib/day";
import { type Random, startRandom } from "@/lib/demo/seed/random";

/** The tables of a story but for its log, in the order in which each row finds what it points to. */
export const TABLES = {
  members,
  roles,
  rolePermissions,
  roleAssignments,
  permissionGrants,
  suspensions,
  groups,
  groupMembers,
  invitations,
  apiKeys,
  apiKeyPermissions,
  apiKeySuspensions,
  apiKeyUses,
  sources,
  deployments,
  purges,
  purgeLines,
};

/** All rows of one account's story, in memory until it is told to the end. */
export type Rows = { [Name in keyof typeof TABLES]: (typeof TABLES)[Name]["$inferInsert"][] } & {
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
  const rows = Object.fromEntries([...Object.keys(TABLES), "auditEvents"].map((name) => [name, []])) as unknown as Rows;
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
