import { integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { time } from "./columns";

/** How often someone did what they may do so many times within a while, since the first of these times. */
export const tries = pgTable(
  "tries",
  {
    /** A network or a member. */
    who: text().notNull(),
    what: text().notNull(),
    count: integer().notNull(),
    since: time().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.who, t.what] })],
);
