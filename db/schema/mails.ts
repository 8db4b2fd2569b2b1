import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { ofAccount, time } from "./columns";

/**
 * The outbox: a mail is a row of the change that causes it, and a job sends it. Its words may hold a link that opens a
 * door, so they are blanked once it is sent.
 */
export const mails = pgTable(
  "mails",
  {
    /** Null for mails that belong to no account, such as sign-in links. */
    accountId: text().references(() => accounts.id),
    id: text().primaryKey(),
    template: text().notNull(),
    to: text().notNull(),
    /** What the template tells. */
    props: jsonb().$type<object>().notNull().default({}),
    /** As it was sent, for the operator; in the demo, which sends none, with its words. */
    subject: text().notNull().default(""),
    text: text().notNull().default(""),
    createdAt: time().notNull().defaultNow(),
    /** When to try next; whoever takes a mail moves it on first, so that a killed sender leaves it to the next. */
    dueAt: time().notNull().defaultNow(),
    sentAt: time(),
    attempts: integer().notNull().default(0),
    lastError: text(),
  },
  (t) => [
    index("mails_unsent")
      .on(t.dueAt)
      .where(sql`${t.sentAt} is null`),
    ...ofAccount(),
  ],
);
