import { sql } from "drizzle-orm";
import { bigint, date, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accountId } from "./accounts";
import { interval, oneOf, ofAccount, time, within } from "./columns";
import { GRANTABLE, members } from "./members";

/** A secret with a subset of its owner's permissions. The secret itself is never kept, only its SHA-256 in hexadecimal. */
export const apiKeys = pgTable(
  "api_keys",
  {
    accountId: accountId(),
    id: text().notNull(),
    ownerId: text().notNull(),
    name: text().notNull(),
    /** The first characters of the secret, to recognise it by. */
    prefix: text().notNull(),
    secretHash: text().notNull().unique(),
    expiresAt: time(),
    /** Limits; null means none. */
    sourceIds: text().array(),
    folderIds: text().array(),
    ipRanges: text().array(),
    /** Requests a minute. */
    rateLimit: integer(),
    rotatedFromId: text(),
    remindedAt: time(),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("api_keys_owner", t.accountId, t.ownerId, members),
    index("api_keys_owner_id").on(t.accountId, t.ownerId),
    index("api_keys_expiry")
      .on(t.expiresAt)
      .where(sql`${t.endedAt} is null`),
    uniqueIndex("api_keys_rotated_from").on(t.accountId, t.rotatedFromId),
    ...ofAccount(),
  ],
);

export const apiKeyPermissions = pgTable(
  "api_key_permissions",
  {
    accountId: accountId(),
    id: text().notNull(),
    keyId: text().notNull(),
    permission: text({ enum: GRANTABLE }).notNull(),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("api_key_permissions_key", t.accountId, t.keyId, apiKeys),
    uniqueIndex("api_key_permissions_current")
      .on(t.accountId, t.keyId, t.permission)
      .where(sql`${t.endedAt} is null`),
    oneOf("api_key_permissions_permission", t.permission, GRANTABLE),
    ...ofAccount(),
  ],
);

export const apiKeySuspensions = pgTable(
  "api_key_suspensions",
  { accountId: accountId(), id: text().notNull(), keyId: text().notNull(), ...interval() },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("api_key_suspensions_key", t.accountId, t.keyId, apiKeys),
    uniqueIndex("api_key_suspensions_current")
      .on(t.accountId, t.keyId)
      .where(sql`${t.endedAt} is null`),
    ...ofAccount(),
  ],
);

/** A key that got another owner. Until then it was the former one's, and its power was bounded by theirs. */
export const apiKeyHandovers = pgTable(
  "api_key_handovers",
  {
    accountId: accountId(),
    id: text().notNull(),
    keyId: text().notNull(),
    fromId: text().notNull(),
    toId: text().notNull(),
    at: time().notNull().defaultNow(),
    by: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("api_key_handovers_key", t.accountId, t.keyId, apiKeys),
    within("api_key_handovers_from", t.accountId, t.fromId, members),
    within("api_key_handovers_to", t.accountId, t.toId, members),
    index("api_key_handovers_key_id").on(t.accountId, t.keyId),
    ...ofAccount(),
  ],
);

/** Requests by key, operation and day, added up in memory and written in batches. */
export const apiKeyUses = pgTable(
  "api_key_uses",
  {
    accountId: accountId(),
    keyId: text().notNull(),
    operation: text().notNull(),
    day: date().notNull(),
    requests: bigint({ mode: "number" }).notNull(),
    refused: bigint({ mode: "number" }).notNull().default(0),
    lastAt: time().notNull(),
    lastIp: text(),
    lastPath: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.keyId, t.operation, t.day] }),
    within("api_key_uses_key", t.accountId, t.keyId, apiKeys),
    index("api_key_uses_last").on(t.accountId, t.keyId, t.lastAt),
    ...ofAccount(),
  ],
);
