import type { Contender } from "../../../bin/bench.mjs";
import { type Level, LEVELS, OPERATION_IDS, type OperationId } from "@/lib/permissions/operations";
import { closureOf, listOf, type Permission, PERMISSION_IDS } from "@/lib/permissions/permissions";
import { ROLES } from "@/lib/permissions/roles";

export const CHECKS = 1024;
export const ROWS_IN_A_LIST = 16;
const MEMBERS = 200;
const MEMBERS_KEPT = 10_000;

export type Member = { id: string; permissions: Permission[] };
export type Row = { ownerId: string; level: Level | null };

/** How a contender decides. `keep` prepares what a member's permissions need; `listing`, what the rows of a list share. */
export type Way<A> = {
  keep: (member: Member) => A;
  may: (asker: A, operation: OperationId, row: Row) => boolean;
  listing?: (asker: A, operation: OperationId) => (row: Row) => boolean;
};

/** A fixed shuffle, so that every contender meets the same facts. */
const place = (among: number, n: number) => (Math.imul(n, 2_654_435_761) >>> 8) % among;
const pick = <T>(from: readonly T[], n: number) => from[place(from.length, n)] as T;

const roles = [[], ...Object.values(ROLES).map((role) => role.permissions)];
const membersOf = (count: number): Member[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `mem_${i}`,
    permissions: listOf(closureOf([...pick(roles, i), pick(PERMISSION_IDS.slice(1), i + 1)])),
  }));

const members = membersOf(MEMBERS);

const rowFor = (member: Member, n: number): Row => ({
  ownerId: (n % 2 ? member : pick(members, n)).id,
  level: pick([null, ...LEVELS], n),
});
const operationFor = (n: number) => pick(OPERATION_IDS, n * 7);

export function contest<A>(way: Way<A>): Contender {
  const { keep, may, listing = (asker, operation) => (row) => may(asker, operation, row) } = way;
  const askers = members.map(keep);

  const single = Array.from({ length: CHECKS }, (_, i) => {
    const n = place(MEMBERS, i);
    return { asker: askers[n] as A, operation: operationFor(i), row: rowFor(members[n] as Member, i) };
  });
  const listed = Array.from({ length: CHECKS / ROWS_IN_A_LIST }, (_, i) => {
    const n = place(MEMBERS, i);
    const member = members[n] as Member;
    const rows = Array.from({ length: ROWS_IN_A_LIST }, (__, j) => rowFor(member, i * ROWS_IN_A_LIST + j));
    return { member, asker: askers[n] as A, operation: operationFor(i), rows };
  });

  const checkEach = () => {
    let allowed = 0;
    for (const { asker, operation, row } of single) if (may(asker, operation, row)) allowed += 1;
    return allowed;
  };
  const checkRows = (mayOn: (row: Row) => boolean, rows: Row[]) => {
    let allowed = 0;
    for (const row of rows) if (mayOn(row)) allowed += 1;
    return allowed;
  };
  const checkLists = () => {
    let allowed = 0;
    for (const { asker, operation, rows } of listed) allowed += checkRows(listing(asker, operation), rows);
    return allowed;
  };
  const checkListsAnew = () => {
    let allowed = 0;
    for (const { member, operation, rows } of listed) allowed += checkRows(listing(keep(member), operation), rows);
    return allowed;
  };

  const megabytes = megabytesKept(way);
  return {
    answers: JSON.stringify([
      single.map(({ asker, operation, row }) => may(asker, operation, row)),
      listed.map(({ asker, operation, rows }) => rows.map(listing(asker, operation))),
    ]),
    measure: () => ({
      "ns a check": fastest(checkEach) / CHECKS,
      "a row of a list": fastest(checkLists) / CHECKS,
      "the same, rights read anew": fastest(checkListsAnew) / CHECKS,
      "MB for 10,000 members": megabytes,
    }),
  };
}

/** Nanoseconds of the fastest run within a tenth of a second: whatever interrupts a run only slows it. */
function fastest(run: () => number): number {
  let best = Infinity;
  const end = process.hrtime.bigint() + 100_000_000n;
  for (let start = 0n; start < end;) {
    start = process.hrtime.bigint();
    run();
    best = Math.min(best, Number(process.hrtime.bigint() - start));
  }
  return best;
}

/** What is kept between questions beyond the facts themselves, each member having asked once. */
function megabytesKept<A>({ keep, may }: Way<A>): number {
  const facts = membersOf(MEMBERS_KEPT);
  const heapUsed = () => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const before = heapUsed();
  const kept = facts.map(keep);
  for (const asker of kept) may(asker, "media.view", { ownerId: "", level: null });
  const megabytes = (heapUsed() - before) / 1e6;
  return kept.length === facts.length ? megabytes : NaN;
}
