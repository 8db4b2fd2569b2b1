import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Ask } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { inAny, type Of } from "@/lib/analytics/queries/sources";
import { OTHERS, type TallyKind } from "@/lib/analytics/rules/kinds";
import type { Days } from "@/lib/analytics/rules/list-days";

export type Tally = {
  /** A path, a country, a host and so on; empty where it is not known. */
  value: string;
  requests: number;
  bytes: number;
  saved: number;
};

export type Asked = { actor: Actor; of: Of; days: Days; kind: TallyKind; limit: number };

export const SUMS = sql`sum(requests)::float8 as requests, sum(bytes)::float8 as bytes, sum(saved)::float8 as saved`;

export const ofDays = ({ actor, kind, days }: Asked): SQL => sql`account_id = ${actor.account.id} and kind = ${kind}
  and day between ${days.first}::text::date and ${days.last}::text::date`;

/** What was too much to be told apart is in no list; totals count it. */
export const isNamed = (value: SQL): SQL => sql`${value} <> ${OTHERS}`;

/** By a property that sources have in common. */
export const tallied = (ask: Ask, asked: Asked): Promise<Tally[]> =>
  ask<Tally>(sql`
    select value, ${SUMS} from delivery_tallies where ${ofDays(asked)} and ${inAny(asked.of)}
      and ${isNamed(sql`value`)}
    group by value order by requests desc, value limit ${asked.limit}`);
