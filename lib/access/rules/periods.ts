import { type Ability, originsOf } from "@/lib/access/rules/consequences";
import { type Access, effectiveOf, type Source } from "@/lib/permissions/access";
import { listOf, type Permission } from "@/lib/permissions/permissions";

/** A row that was begun, and perhaps ended or set to expire. */
export type Interval = { from: Date; to: Date | null };

/** All rows that ever gave or took someone's access, as they were begun and ended. */
export type AccessRows = {
  memberships: Interval[];
  suspensions: Interval[];
  /** `permissions`: what the role itself gave, and when. */
  roles: (Interval & { id: string; name: string; permissions: (Interval & { permission: Permission })[] })[];
  grants: (Interval & { id: string; name: string; permission: Permission })[];
};

/** What someone could do during one stretch of time, and what gave it to them. */
export type AccessPeriod = {
  from: Date;
  /** Null: still so, and until something that ends it. */
  to: Date | null;
  status: "member" | "suspended" | "no member";
  abilities: Ability[];
};

/** What the rows amounted to at a moment. */
export function accessAt(rows: AccessRows, at: Date): { status: AccessPeriod["status"]; access: Access } {
  const held = <T extends Interval>(intervals: readonly T[]) => intervals.filter((interval) => covers(interval, at));
  const isMember = held(rows.memberships).length > 0;
  const isSuspended = held(rows.suspensions).length > 0;
  const sources: Source[] = [
    ...held(rows.roles).map(({ id, name, permissions }) => ({
      kind: "role" as const,
      id,
      name,
      permissions: held(permissions).map(({ permission }) => permission),
    })),
    ...held(rows.grants).map(({ id, name, permission }) => ({
      kind: "grant" as const,
      id,
      name,
      permissions: [permission],
    })),
  ];
  return {
    status: isMember ? (isSuspended ? "suspended" : "member") : "no member",
    access: { active: isMember && !isSuspended, sources },
  };
}

const covers = ({ from, to }: Interval, at: Date) => from <= at && (to === null || to > at);

/** The stretches between all moments at which anything changed, oldest first; equal neighbours are one. */
export function periodsOf(rows: AccessRows, now: Date): AccessPeriod[] {
  const intervals = [
    ...rows.memberships,
    ...rows.suspensions,
    ...rows.grants,
    ...rows.roles,
    ...rows.roles.flatMap(({ permissions }) => permissions),
  ];
  const joined = Math.min(...rows.memberships.map(({ from }) => from.getTime()));
  const moments = intervals
    .flatMap(({ from, to }) => (to === null ? [from] : [from, to]))
    .map((moment) => moment.getTime())
    .filter((moment) => moment >= joined && moment <= now.getTime());
  const periods: AccessPeriod[] = [];
  for (const moment of [...new Set(moments)].toSorted((a, b) => a - b)) {
    const { status, access } = accessAt(rows, new Date(moment));
    const abilities = listOf(effectiveOf(access)).map((permission) => ({
      permission,
      from: originsOf(access, permission),
    }));
    const last = periods.at(-1);
    if (last && isSamePeriod(last, { status, abilities })) continue;
    if (last) last.to = new Date(moment);
    periods.push({ from: new Date(moment), to: null, status, abilities });
  }
  return periods;
}

const isSamePeriod = (one: AccessPeriod, other: Pick<AccessPeriod, "status" | "abilities">) =>
  one.status === other.status && JSON.stringify(one.abilities) === JSON.stringify(other.abilities);
