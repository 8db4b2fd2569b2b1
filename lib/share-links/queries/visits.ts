import { sql } from "drizzle-orm";
import type { Origin } from "@/lib/actor";
import { VISIT_MINUTES } from "@/lib/share-links/rules/link";
import { seal, unseal } from "@/lib/seal";

const KEPT = "share link visit";
const KEPT_SECONDS = 12 * 3600;

type KeptVisit = { linkId: string; visit: number };

/** Of somebody at a link: the address and program that they come with, and the visit that their browser keeps. */
export type Visitor = Pick<Origin, "ip" | "userAgent"> & { visit: number | null };

/** What the browser keeps of a visit, so that it goes on where its address changes. */
export const keptVisit = (linkId: string, visit: number): string =>
  seal(KEPT, { linkId, visit } satisfies KeptVisit, KEPT_SECONDS);

export const visitKept = (sealed: string | null | undefined): number | null =>
  (sealed ? unseal<KeptVisit>(KEPT, sealed)?.visit : null) ?? null;

/** The visitor's running visit of the link row aliased `l`, by its number; it runs on for half an hour after each use. */
export const visitOf = ({ ip, userAgent, visit }: Visitor) => sql`
  select e.number::float8 as number, coalesce(e.seen_at, e.at) < now() - interval '1 minute' as "isStale"
  from share_link_events e
  where e.account_id = l.account_id and e.link_id = l.id and e.kind = 'view' and not e.bot
    and e.user_agent is not distinct from ${userAgent}::text
    and (e.ip is not distinct from ${ip}::text or e.number = ${visit}::bigint)
    and coalesce(e.seen_at, e.at) > now() - make_interval(mins => ${VISIT_MINUTES}::int)
  order by e.number desc limit 1`;
