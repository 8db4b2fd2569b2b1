import { type SQL, sql } from "drizzle-orm";

/** The name of who began or ended a row: a person, also one who has gone; a key; or the system. */
export const authorName = (accountId: SQL, author: SQL): SQL => sql`coalesce(
  (select by_member.name from members by_member where by_member.account_id = ${accountId} and by_member.id = ${author}),
  (select by_key.name from api_keys by_key where by_key.account_id = ${accountId} and by_key.id = ${author}),
  'System')`;
