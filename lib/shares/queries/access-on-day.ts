import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { findItem, type FoundItem, type ItemKind, requireLevel } from "@/lib/media/queries/find-item";
import type { AccessOnDay } from "@/lib/shares/input";
import { linksReaching, linkVisitsOn, type LinkVisits } from "@/lib/share-links/queries/links-reaching";
import { filesOf, openingsOn, type OpeningRow } from "@/lib/shares/queries/openings";
import { thingsThatGaveWay, wasPrivate, wasThere } from "@/lib/shares/queries/past-things";
import { waysTo } from "@/lib/shares/queries/ways";
import {
  type LinkWithAccess,
  namesFor,
  peopleByRole,
  type PersonByRole,
  type PersonWithAccess,
  SEEING_ACCESS,
} from "@/lib/shares/queries/who-has-access";

export type PastAccess = {
  item: { kind: ItemKind; id: string; name: string };
  /** The moment that is told: the end of the day, or now where the day has not ended. */
  at: Date;
  /** False: it did not exist yet, or lay in the trash. */
  wasThere: boolean;
  /** Whoever reached it by what was shared with them or theirs, each with every way. */
  people: PersonWithAccess[];
  /** Whoever saw or edited everything. */
  byRole: PersonByRole[];
  /** Links by which anyone who had the address saw it. */
  links: LinkWithAccess[];
  /** Whether delivery addresses needed a signature or a session; null where there are none, of collections. */
  wasPrivate: boolean | null;
  /** Whoever opened it on that day, by the days of UTC. */
  openings: OpeningRow[];
  /** What visitors of links did on that day, by the days of UTC. */
  visits: LinkVisits[];
};

/**
 * Who could open a thing at the end of a day, at which level and through what, and who did open it that day. It is read
 * from the same rows, begun and ended, that decide today; where it lay is today's tree with the moves since taken back.
 */
export async function accessOnDay(actor: Actor, { item, day, timeZone }: AccessOnDay): Promise<PastAccess> {
  return withAccount(actor.account.id, async (tx) => {
    const found = await findItem(tx, actor, item);
    requireLevel(actor, SEEING_ACCESS[found.kind], found);
    const at = await endOf(tx, day, timeZone);
    const things = thingsThatGaveWay(actor.account.id, found, at);
    return {
      ...(await accessAt(tx, actor, found, at)),
      openings: await openingsOn(tx, actor.account.id, found, day),
      visits: await linkVisitsOn(tx, actor, things, filesOf(actor.account.id, found), day),
    };
  });
}

/** Who could open it at a moment. */
export async function accessAt(
  tx: Tx,
  actor: Actor,
  found: FoundItem,
  at: Date,
): Promise<Omit<PastAccess, "openings" | "visits">> {
  const accountId = actor.account.id;
  const there = await wasThere(tx, accountId, found, at);
  const people = there ? await waysTo(tx, accountId, found, { at }) : [];
  const links = there ? await linksReaching(tx, actor, thingsThatGaveWay(accountId, found, at), at) : [];
  const named = await namesFor(tx, actor, found, [
    ...people.flatMap(({ ways }) => ways.map(({ on }) => on)),
    ...links.map(({ on }) => on),
  ]);
  return {
    item: { kind: found.kind, id: found.id, name: found.name },
    at,
    wasThere: there,
    people: people.map((person) => ({ ...person, ways: person.ways.map((way) => ({ ...way, on: named(way.on) })) })),
    byRole: there ? await peopleByRole(tx, accountId, at) : [],
    links: links.map((link) => ({ ...link, on: named(link.on) })),
    wasPrivate: found.kind === "collection" ? null : await wasPrivate(tx, accountId, found, at),
  };
}

async function endOf(tx: Tx, day: string, timeZone: string): Promise<Date> {
  const [row] = await tx.execute<{ at: string }>(sql`
    select least(now(), ((${day}::date + 1)::timestamp at time zone ${timeZone}) - interval '1 ms') as at`);
  return new Date(row?.at ?? Date.now());
}
