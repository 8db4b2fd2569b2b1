import { type Access, type Source, sourcesOf } from "@/lib/permissions/access";
import { type Asker, holdersOf, type LevelRow, missingFor, type OwnRow, reaches, reachOf } from "@/lib/permissions/can";
import { type Level, LEVELS, type OperationId, operationOf } from "@/lib/permissions/operations";
import { closureOf, holds, listOf, type Permission, PERMISSIONS } from "@/lib/permissions/permissions";

/** One link of the chain that leads to the verdict. */
export type Step = {
  kind: "role" | "grant" | "group" | "share" | "folder" | "collection" | "owner" | "key" | "plan" | "status";
  id: string;
  name: string;
  says: string;
};

export type Explanation = {
  allowed: boolean;
  operation: OperationId;
  path: Step[];
  missing: Permission[];
  /** The single permission that would flip the verdict and brings the least along; null when none would. */
  smallestGrant: Permission | null;
  /** The lowest level on the thing that would flip it as well, for whoever opens what is shared with them. */
  smallestShare: (Thing & { level: Level }) | null;
};

/** A file, folder or collection. */
export type Thing = { kind: "file" | "folder" | "collection"; id: string; name: string };

/** Who is asked about: a member (`name` is theirs), one of their keys, or a share link. */
export type Subject = {
  asker: Asker & { kind: "member" | "key" | "share_link" };
  name: string;
  access: Access;
  key?: { id: string; name: string; permissions: readonly Permission[] };
  link?: { id: string; name: string };
};

/**
 * A row as the question names it; `via` tells how a share level reached it. `barrier`: what keeps it shut whatever one
 * holds, such as the trash.
 */
export type ExplainedRow = Partial<OwnRow & LevelRow> & { thing?: Thing; via?: readonly Step[]; barrier?: Step };

/**
 * Why someone may or may not do something. The verdict is taken by the walk that authorises (`reachOf`, `reaches`), so
 * an explanation cannot differ from a decision.
 */
export function explain(subject: Subject, operation: OperationId, row: ExplainedRow = {}): Explanation {
  const { asker } = subject;
  const { barrier } = row;
  if (barrier)
    return { allowed: false, operation, path: [barrier], missing: [], smallestGrant: null, smallestShare: null };
  const allowed = reaches(reachOf(asker, operation), asker, row);
  return {
    allowed,
    operation,
    path: allowed ? pathTo(subject, operation, row) : obstaclesOf(subject, operation, row),
    missing: allowed ? [] : missingFor(operation),
    smallestGrant: allowed ? null : smallestGrant(subject, operation, row),
    smallestShare: allowed ? null : smallestShare(subject, operation, row),
  };
}

function pathTo({ asker, name, access, key, link }: Subject, operation: OperationId, row: ExplainedRow): Step[] {
  if (link) return [opens(link), ...(row.via ?? [])];
  const holder = holdersOf(operation).find(
    ({ permission, reach }) => holds(asker.permissions, permission) && reaches(reach, asker, row),
  );
  if (!holder)
    return [
      { kind: "owner", id: asker.memberId ?? "", name, says: `Any active member may ${operationOf(operation).does}.` },
    ];
  const { permission } = holder;
  const label = PERMISSIONS[permission].label;
  const given = sourcesOf(access, permission).map(({ source, through }): Step => ({
    kind: source.kind,
    id: source.id,
    name: source.name,
    says: sayGiven(source, through, permission),
  }));
  const carried: Step[] = key
    ? [{ kind: "key", id: key.id, name: key.name, says: `${key.name} carries ${label}.` }]
    : [];
  return [...given, ...carried, ...(holder.reach === "any" ? [] : (row.via ?? []))];
}

const opens = ({ id, name }: { id: string; name: string }): Step => ({
  kind: "share",
  id,
  name,
  says: `${name} opens what it names, as far as it says, and nothing else.`,
});

function sayGiven(source: Source, through: Permission, permission: Permission): string {
  const giver = source.kind === "role" ? `The role ${source.name}` : source.name;
  const included = through === permission ? "" : `, which includes ${PERMISSIONS[permission].label}`;
  return `${giver} gives ${PERMISSIONS[through].label}${included}.`;
}

function obstaclesOf(
  { asker, name, access, key, link }: Subject,
  operation: OperationId,
  { via = [] }: ExplainedRow,
): Step[] {
  if (link) return [asker.active ? opens(link) : { kind: "status", ...link, says: `${link.name} is not open now.` }];
  const id = asker.memberId ?? "";
  if (!asker.active) return [{ kind: "status", id, name, says: `${name} is suspended or no longer a member.` }];
  if (operationOf(operation).personal)
    return [{ kind: "owner", id, name, says: "Only the person themselves may, signed in." }];
  const held = access.sources.map((source): Step => ({
    kind: source.kind,
    id: source.id,
    name: source.name,
    says: `${source.kind === "role" ? `The role ${source.name}` : source.name} gives ${labels(source.permissions)}.`,
  }));
  if (!key) return [...held, ...via];
  const carries = key.permissions.length > 0 ? labels(key.permissions) : "nothing";
  return [...held, { kind: "key", id: key.id, name: key.name, says: `${key.name} carries ${carries}.` }, ...via];
}

const labels = (permissions: readonly Permission[]) =>
  permissions.length > 0 ? permissions.map((id) => PERMISSIONS[id].label).join(", ") : "no permission";

function smallestShare(
  { asker }: Subject,
  operation: OperationId,
  { thing }: ExplainedRow,
): Explanation["smallestShare"] {
  const reach = reachOf(asker, operation);
  const level = LEVELS.find((one) => one === reach);
  // Shares change nothing for whoever sees everything anyway.
  return thing && level && asker.kind !== "share_link" && reachOf(asker, "media.view") !== "any"
    ? { ...thing, level }
    : null;
}

function smallestGrant({ asker }: Subject, operation: OperationId, row: ExplainedRow): Permission | null {
  const flips = ({ permission }: { permission: Permission }) => {
    const richer = { ...asker, permissions: asker.permissions | closureOf([permission]) };
    return reaches(reachOf(richer, operation), richer, row);
  };
  const weight = (permission: Permission) => listOf(closureOf([permission])).length;
  const candidates = holdersOf(operation)
    .filter(flips)
    .map(({ permission }) => permission);
  return candidates.toSorted((a, b) => weight(a) - weight(b))[0] ?? null;
}
