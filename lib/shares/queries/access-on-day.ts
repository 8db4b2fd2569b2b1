import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { findItem, type FoundItem, type ItemKind, requireLevel } from "@/lib/media/queries/find-item";
import type { AccessOnDay } from "@/lib/shares/input";
import { linksReaching, linkVisitsOn, type LinkVisits } from "@/lib/share-links/queries/links-reaching";
import { openingsOn, type OpeningRow } from "@/lib/shares/queries/openings";
import { thingsThatGaveWay, wasHeldBy, wasPrivate, wasThere } from "@/lib/shares/queries/past-things";
import { waysTo } from "@/lib/shares/queries/ways";
import {
  type LinkWithAccess,
  namesFor,
  peopleByRole,
  type PersonByRole,
  type PersonWithAccess,
  SEEING_ACCESS,
} from "@/lib/shares/queries/who-has-access";

type ByAddress = {
  /** Links by which anyone who had the address saw it. */
  links: LinkWithAccess[];
  /** Whether delivery addresses needed a signature or a session; null where there are none, of collections. */
  wasPrivate: boolean | null;
  /** What visitors of links did on that day, by the days of UTC. */
  visits: LinkVisits[];
};

export type PastAccess = ByAddress & {
  item: { kind: ItemKind; id: string; name: string };
  /** The moment that is told: the end of the day, or now where the day has not ended. */
  at: Date;
  /** False: it did not exist yet, or lay in the trash. */
  wasThere: boolean;
  /** Whoever reached it by what was shared with them or theirs, each with every way. */
  people: PersonWithAccess[];
  /** Whoever saw or edited everything. */
  byRole: PersonByRole[];
  /** Whoever opened it on that day, by the days of UTC. */
  openings: OpeningRow[];
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
    return {
      ...(await accessAt(tx, actor, found, at)),
      ...(await byAddress(tx, actor, found, at, day)),
      openings: await openingsOn(tx, actor.account.id, found, day),
    };
  });
}

/** Whoever had an address: of a link, or of the thing itself. */
async function byAddress(tx: Tx, actor: Actor, found: FoundItem, at: Date, day: string): Promise<ByAddress> {
  const accountId = actor.account.id;
  const things = thingsThatGaveWay(accountId, found, at);
  const links = await linksReaching(tx, actor, things, at);
  const named = await namesFor(
    tx,
    actor,
    found,
    links.map(({ on }) => on),
  );
  const wasHeld = (fileId: SQL, moment: SQL) => wasHeldBy(accountId, found, fileId, moment);
  return {
    links: links.map((link) => ({ ...link, on: named(link.on) })),
    wasPrivate: found.kind === "collection" ? null : await wasPrivate(tx, accountId, found, at),
    visits: await linkVisitsOn(tx, actor, things, wasHeld, day),
  };
}

/** Who could open it at a moment. */
export async function accessAt(
  tx: Tx,
  actor: Actor,
  found: FoundItem,
  at: Date,
): Promise<Omit<PastAccess, keyof ByAddress | "openings">> {
  const accountId = actor.account.id;
  const there = await wasThere(tx, accountId, found, at);
  const people = there ? await waysTo(tx, accountId, found, { at }) : [];
  const named = await namesFor(
    tx,
    actor,
    found,
    people.flatMap(({ ways }) => ways.map(({ on }) => on)),
  );
  return {
    item: { kind: found.kind, id: found.id, name: found.name },
    at,
    wasThere: there,
    people: people.map((person) => ({ ...person, ways: person.ways.map((way) => ({ ...way, on: named(way.on) })) })),
    byRole: there ? await peopleByRole(tx, accountId, at) : [],
  };
}

async function endOf(tx: Tx, day: string, timeZone: string): Promise<Date> {
  const [row] = await tx.execute<{ at: string }>(sql`
    select least(now(), ((${day}::date + 1)::timestamp at time zone ${timeZone}) - interval '1 ms') as at`);
  return new Date(row?.at ?? Date.now());
}
