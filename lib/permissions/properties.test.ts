import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Access, compare, effectiveOf, keyPower, mayGive, type Source, sourcesOf } from "@/lib/permissions/access";
import { type Asker, can, canEver, reachOf } from "@/lib/permissions/can";
import { explain, type Subject } from "@/lib/permissions/explain";
import { type Level, LEVELS, OPERATION_IDS, type OperationId, type Reach } from "@/lib/permissions/operations";
import {
  closureOf,
  essenceOf,
  holds,
  isWithin,
  listOf,
  type Permission,
  PERMISSION_IDS,
  type PermissionSet,
} from "@/lib/permissions/permissions";

type Row = { ownerId: string; level: Level | null };

const permissionLists = fc.subarray(PERMISSION_IDS);
const operations = fc.constantFrom(...OPERATION_IDS);
const rows: fc.Arbitrary<Row> = fc.record({
  ownerId: fc.constantFrom("mem_asker", "mem_other"),
  level: fc.constantFrom(null, ...LEVELS),
});
const sources: fc.Arbitrary<Source> = fc.record({
  kind: fc.constantFrom("role", "grant"),
  id: fc.constantFrom("rol_1", "pgr_1", "pgr_2"),
  name: fc.constantFrom("Editors", "A grant"),
  permissions: fc.subarray(PERMISSION_IDS, { maxLength: 3 }),
});
const accesses: fc.Arbitrary<Access> = fc.record({
  active: fc.boolean(),
  sources: fc.array(sources, { maxLength: 3 }),
});

const everyRow: Row[] = ["mem_asker", "mem_other"].flatMap((ownerId) =>
  [null, ...LEVELS].map((level) => ({ ownerId, level })),
);

const memberOf = (access: Access): Asker => asking(effectiveOf(access), { active: access.active });
const asking = (permissions: PermissionSet, more: Partial<Asker> = {}): Asker => ({
  kind: "member",
  memberId: "mem_asker",
  active: true,
  permissions,
  ...more,
});

/** All that someone can do, as `operation owner level` lines. */
const powers = (asker: Asker) =>
  new Set(
    OPERATION_IDS.flatMap((operation) =>
      everyRow
        .filter((row) => can(asker, operation, row))
        .map(({ ownerId, level }) => `${operation} ${ownerId} ${level}`),
    ),
  );
const excess = (asker: Asker, bound: Asker) => {
  const allowed = powers(bound);
  return [...powers(asker)].filter((power) => !allowed.has(power));
};

describe("sets of permissions", () => {
  it("close once and for all", () => {
    fc.assert(
      fc.property(permissionLists, (ids) => {
        const closed = closureOf(ids);
        expect(closureOf(listOf(closed))).toBe(closed);
        expect(ids.every((id) => holds(closed, id))).toBe(true);
      }),
    );
  });

  it("have an essence that closes to the same, of which nothing can be spared", () => {
    fc.assert(
      fc.property(permissionLists, (ids) => {
        const closed = closureOf(ids);
        const essence = essenceOf(closed);
        expect(closureOf(essence)).toBe(closed);
        for (const spared of essence) expect(closureOf(essence.filter((id) => id !== spared))).not.toBe(closed);
      }),
    );
  });
});

describe("access", () => {
  it("never grows when a permission is taken away", () => {
    const taken = fc.constantFrom(...PERMISSION_IDS);
    fc.assert(
      fc.property(accesses, taken, (access, permission) => {
        const less = access.sources.map((source) => ({
          ...source,
          permissions: source.permissions.filter((id) => id !== permission),
        }));
        expect(excess(memberOf({ ...access, sources: less }), memberOf(access))).toEqual([]);
      }),
    );
  });

  it("of a key is never more than its owner's, nor than what it carries", () => {
    fc.assert(
      fc.property(accesses, permissionLists, (access, carried) => {
        const owner = memberOf(access);
        const { effective, dormant } = keyPower(carried, owner.permissions);
        const key: Asker = { ...owner, kind: "key", permissions: effective };
        expect(excess(key, owner)).toEqual([]);
        expect(isWithin(effective, closureOf(carried))).toBe(true);
        expect(dormant).toEqual(PERMISSION_IDS.filter((id) => carried.includes(id) && !holds(owner.permissions, id)));
      }),
    );
  });

  it("that may be given makes nobody mightier than the giver", () => {
    fc.assert(
      fc.property(permissionLists, permissionLists, (held, given) => {
        const giver = asking(closureOf(held));
        fc.pre(mayGive(giver.permissions, given));
        expect(excess(asking(closureOf(given)), giver)).toEqual([]);
      }),
    );
  });

  it("names every source of each permission that is held, and none of any other", () => {
    fc.assert(
      fc.property(fc.array(sources, { maxLength: 3 }), (given) => {
        const access = { active: true, sources: given };
        for (const id of PERMISSION_IDS) {
          const found = sourcesOf(access, id);
          expect(found.length > 0).toBe(holds(effectiveOf(access), id));
          for (const { source, through } of found) expect(source.permissions).toContain(through);
        }
      }),
    );
  });
});

describe("a comparison", () => {
  it("read backwards swaps gained with lost and widened with narrowed", () => {
    fc.assert(
      fc.property(permissionLists, permissionLists, (some, others) => {
        const there = compare(closureOf(some), closureOf(others));
        const back = compare(closureOf(others), closureOf(some));
        expect(there).toEqual({
          gained: back.lost,
          lost: back.gained,
          widened: back.narrowed,
          narrowed: back.widened,
        });
      }),
    );
  });

  it("names exactly the operations whose rows change", () => {
    fc.assert(
      fc.property(permissionLists, permissionLists, (some, others) => {
        const [before, after] = [asking(closureOf(some)), asking(closureOf(others))];
        const { gained, lost, widened, narrowed } = compare(before.permissions, after.permissions);
        const changed = OPERATION_IDS.filter((id) =>
          everyRow.some((row) => can(before, id, row) !== can(after, id, row)),
        );
        expect([...gained, ...lost, ...widened, ...narrowed].toSorted()).toEqual(changed.toSorted());
        expect(gained.every((id) => !canEver(before, id) && canEver(after, id))).toBe(true);
        expect(lost.every((id) => canEver(before, id) && !canEver(after, id))).toBe(true);
      }),
    );
  });
});

describe("an explanation", () => {
  const subjects: fc.Arbitrary<Subject> = fc
    .record({ access: accesses, kind: fc.constantFrom("member", "key", "share_link"), carried: permissionLists })
    .map(({ access, kind, carried }) => subjectOf(kind, access, carried));

  function subjectOf(kind: "member" | "key" | "share_link", access: Access, carried: Permission[]): Subject {
    const owner = memberOf(access);
    const subject = { asker: { ...owner, kind }, name: "Dana", access };
    if (kind === "share_link") return { ...subject, link: { id: "lnk_1", name: "Press kit" } };
    if (kind === "member") return subject;
    const { effective } = keyPower(carried, owner.permissions);
    return {
      ...subject,
      asker: { ...subject.asker, permissions: effective },
      key: { id: "key_1", name: "Deploy", permissions: carried },
    };
  }

  /** The same subject after being given one permission more, a key and its owner alike. */
  const givenAlso = ({ asker }: Subject, permission: Permission): Asker => ({
    ...asker,
    permissions: asker.permissions | closureOf([permission]),
  });

  const check = (test: (subject: Subject, operation: OperationId, row: Row) => void) =>
    fc.assert(fc.property(subjects, operations, rows, test), { numRuns: 2000 });

  it("comes to the verdict of the check", () => {
    check((subject, operation, row) => {
      expect(explain(subject, operation, row).allowed).toBe(can(subject.asker, operation, row));
    });
  });

  it("of a yes has a path whose every step speaks", () => {
    check((subject, operation, row) => {
      const { allowed, path, missing, smallestGrant } = explain(subject, operation, row);
      fc.pre(allowed);
      expect(path.length).toBeGreaterThan(0);
      for (const step of path) expect(step.id && step.name && step.says).toBeTruthy();
      expect({ missing, smallestGrant }).toEqual({ missing: [], smallestGrant: null });
    });
  });

  it("of a yes starts from something that alone is enough", () => {
    check((subject, operation, row) => {
      const { allowed, path } = explain(subject, operation, row);
      fc.pre(allowed && subject.asker.kind === "member" && ["role", "grant"].includes(path[0]?.kind ?? ""));
      const first = subject.access.sources.filter(({ kind, id }) => kind === path[0]?.kind && id === path[0]?.id);
      expect(can(memberOf({ active: true, sources: first }), operation, row)).toBe(true);
    });
  });

  it("of a no offers the smallest grant that turns it, or none when none does", () => {
    const weight = (permission: Permission) => listOf(closureOf([permission])).length;
    check((subject, operation, row) => {
      const { allowed, smallestGrant } = explain(subject, operation, row);
      fc.pre(!allowed);
      const turning = PERMISSION_IDS.filter((id) => can(givenAlso(subject, id), operation, row));
      const lighter = turning.filter((id) => smallestGrant === null || weight(id) < weight(smallestGrant));
      expect(lighter).toEqual([]);
      expect(smallestGrant === null || turning.includes(smallestGrant)).toBe(true);
    });
  });

  it("of a no to a member names what, once granted, is enough", () => {
    check((subject, operation, row) => {
      const { allowed, missing } = explain(subject, operation, row);
      fc.pre(!allowed && subject.asker.active && subject.asker.kind !== "share_link");
      for (const permission of missing) expect(can(givenAlso(subject, permission), operation, row)).toBe(true);
    });
  });
});

describe("a list", () => {
  /** What a query does: start from nothing and add what the reach grants. */
  function listBy(reach: Reach | null, asker: Asker, all: Row[]): Row[] {
    if (reach === null) return [];
    const shared = (...levels: Level[]) => all.filter(({ level }) => level !== null && levels.includes(level));
    return {
      own: all.filter(({ ownerId }) => ownerId === asker.memberId),
      view: shared("view", "contribute", "manage"),
      contribute: shared("contribute", "manage"),
      manage: shared("manage"),
      any: all,
    }[reach];
  }

  it("by reach holds exactly the rows that pass the check", () => {
    const askers = fc.record({ kind: fc.constantFrom("member", "key", "share_link", "system"), access: accesses });
    fc.assert(
      fc.property(askers, operations, fc.array(rows), ({ kind, access }, operation, all) => {
        const asker: Asker = { ...memberOf(access), kind };
        const listed = listBy(reachOf(asker, operation), asker, all);
        expect(listed).toEqual(all.filter((row) => can(asker, operation, row)));
      }),
      { numRuns: 2000 },
    );
  });
});
