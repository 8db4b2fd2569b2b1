import { index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accountId } from "./accounts";
import { ofAccount, time } from "./columns";

/** The stored answer of a write, given again for the same request during 24 hours. */
export const idempotentAnswers = pgTable(
  "idempotent_answers",
  {
    accountId: accountId(),
    /** An API key, or a member. */
    askerId: text().notNull(),
    /** What a client of the API named the request; the hash of what a page named it. */
    idempotencyKey: text().notNull(),
    requestHash: text().notNull(),
    /** Null while the first request is still under way. */
    status: integer(),
    /** Encrypted with what only the asker knows: an answer may hold the secret of a new key. */
    body: text(),
    createdAt: time().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.askerId, t.idempotencyKey] }),
    index("idempotent_answers_age").on(t.createdAt),
    ...ofAccount(),
  ],
);
