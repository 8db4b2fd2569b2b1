import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { findItems, type ItemKind, mayAt } from "@/lib/media/queries/find-item";
import type { Level } from "@/lib/permissions/operations";
import { IDS, SHARING, type Things } from "@/lib/shares/input";
import { type ShareOn, sharesOn } from "@/lib/shares/queries/shares-on";
import { type PersonByRole, peopleByRole } from "@/lib/shares/queries/who-has-access";

/** A thing; what is not open to who asks has no name. */
type Told = { kind: ItemKind; id: string; name: string | null };

export type GranteeOfMany = Pick<ShareOn<Told>, "grantee" | "isAsleep"> & {
  /** What they were given, once for each of the things on which they were given something. */
  held: { level: Level; expiresAt: Date | null }[];
};

export type SharesOfMany = {
  /** Those of the things that the actor may share. */
  items: Told[];
  /** The others. */
  refused: Told[];
  /** With whom some of them are shared, by name. What comes through folders above or collections is not among it. */
  grantees: GranteeOfMany[];
  byRole: PersonByRole[];
};

/** With whom many things are shared, for whoever may share at least one of them; of the others nothing is told. */
export async function sharesOfMany(actor: Actor, things: Things): Promise<SharesOfMany> {
  return withAccount(actor.account.id, async (tx) => {
    const accountId = actor.account.id;
    const told: Sorted[] = [];
    for (const kind of ["folder", "file", "collection"] as const)
      told.push(...(await sortOut(tx, actor, kind, things[IDS[kind]])));
    const items = told.filter(({ mayShare }) => mayShare).map(({ thing }) => thing);
    const shares = await sharesOn(
      tx,
      accountId,
      sql`select kind, id, name from json_to_recordset(${JSON.stringify(items)}::json) as t(kind text, id text, name text)`,
    );
    return {
      items,
      refused: told.filter(({ mayShare }) => !mayShare).map(({ thing }) => thing),
      grantees: byGrantee(shares),
      byRole: items.length > 0 ? await peopleByRole(tx, accountId) : [],
    };
  });
}

function byGrantee(shares: readonly ShareOn<Told>[]): GranteeOfMany[] {
  const all = new Map<string, GranteeOfMany>();
  for (const { grantee, isAsleep, level, expiresAt } of shares) {
    const one = all.get(grantee.id) ?? { grantee, isAsleep, held: [] };
    one.held.push({ level, expiresAt });
    all.set(grantee.id, one);
  }
  return [...all.values()];
}

type Sorted = { thing: Told; mayShare: boolean };

async function sortOut(tx: Tx, actor: Actor, kind: ItemKind, ids: readonly string[]): Promise<Sorted[]> {
  const found = new Map((await findItems(tx, actor, kind, ids, SHARING[kind])).map((item) => [item.id, item]));
  return [...new Set(ids)].map((id) => {
    const item = found.get(id);
    const isOpen = item !== undefined && item.level !== null && !item.inTrash;
    return {
      thing: { kind, id, name: isOpen ? item.name : null },
      mayShare: isOpen && mayAt(actor, SHARING[kind], item.level),
    };
  });
}
