import { sql } from "drizzle-orm";
import { boolean, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { interval, time } from "./columns";

/** A person's identity, across accounts. What an account shows of it is copied to its member. */
export const users = pgTable(
  "users",
  {
    id: text().primaryKey(),
    email: text().notNull(),
    emailVerifiedAt: time(),
    name: text().notNull(),
    timeZone: text().notNull().default("UTC"),
    density: text({ enum: ["comfortable", "compact"] })
      .notNull()
      .default("comfortable"),
    shortcuts: boolean().notNull().default(true),
    createdAt: time().notNull().defaultNow(),
  },
  (t) => [uniqueIndex("users_email").on(sql`lower(${t.email})`)],
);

/** An OAuth identity tied to a user. Issuer and subject are the identity; the e-mail is only what it said at the time. */
export const logins = pgTable(
  "logins",
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id),
    provider: text().notNull(),
    issuer: text().notNull(),
    subject: text().notNull(),
    email: text().notNull(),
    ...interval(),
  },
  (t) => [
    uniqueIndex("logins_identity")
      .on(t.issuer, t.subject)
      .where(sql`${t.endedAt} is null`),
    index("logins_user").on(t.userId),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    id: text().primaryKey(),
    tokenHash: text().notNull().unique(),
    userId: text()
      .notNull()
      .references(() => users.id),
    method: text({ enum: ["google", "email", "demo"] }).notNull(),
    ip: text(),
    userAgent: text(),
    lastUsedAt: time().notNull().defaultNow(),
    expiresAt: time().notNull(),
    ...interval(),
  },
  (t) => [
    index("sessions_user")
      .on(t.userId)
      .where(sql`${t.endedAt} is null`),
  ],
);

/** A link that opens one door once: signing in by e-mail, or setting the server up. Only its hash is kept. */
export const oneTimeLinks = pgTable(
  "one_time_links",
  {
    id: text().primaryKey(),
    purpose: text({ enum: ["sign_in", "setup"] }).notNull(),
    tokenHash: text().notNull().unique(),
    email: text(),
    /** Hash of a cookie of the browser that asked; null where the link was made by the server's operator. */
    browserHash: text(),
    redirectTo: text(),
    /** Whoever asked for it: an address, or the /64 network of one, for the limit on asking. */
    network: text(),
    createdAt: time().notNull().defaultNow(),
    expiresAt: time().notNull(),
    usedAt: time(),
  },
  (t) => [
    index("one_time_links_email").on(t.email, t.createdAt),
    index("one_time_links_network").on(t.network, t.createdAt),
  ],
);
