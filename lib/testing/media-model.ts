import type { ItemKind } from "@/lib/media/queries/find-item";
import { type Level, LEVELS } from "@/lib/permissions/operations";

type Thing = { kind: ItemKind; name: string; parent: string | null; owner: string | null; deleted: boolean };

/**
 * A second, naive model of who reaches what in the library: it keeps the tree as parents and walks up. Tests compare its
 * decisions with those of the library.
 */
export class MediaModel {
  things = new Map<string, Thing>();
  shares = new Map<string, Level>();
  groups = new Map<string, Set<string>>();
  contents = new Map<string, Set<string>>();

  of = (kind: ItemKind) => [...this.things].filter(([, thing]) => thing.kind === kind).map(([id]) => id);
  get = (id: string): Thing => this.things.get(id) as Thing;

  /** The thing and every folder above it. */
  upwards(id: string): string[] {
    const { parent } = this.get(id);
    return parent === null ? [id] : [id, ...this.upwards(parent)];
  }

  inTrash = (id: string) => this.upwards(id).some((above) => this.get(above).deleted);

  /** Of shares alone, with the member or one of their groups. */
  sharedRank(member: string, id: string): number {
    const grantees = [member, ...[...this.groups].filter(([, people]) => people.has(member)).map(([group]) => group)];
    return Math.max(0, ...grantees.map((grantee) => rankOf(this.shares.get(`${id} ${grantee}`) ?? null)));
  }

  rank(member: string, id: string): number {
    const onPath = this.upwards(id).map((above) =>
      this.get(above).owner === member ? 3 : this.sharedRank(member, above),
    );
    const byCollection = [...this.contents]
      .filter(([, files]) => files.has(id))
      .map(([collection]) => Math.min(1, this.sharedRank(member, collection)));
    return Math.max(0, ...onPath, ...byCollection);
  }

  sees = (member: string, id: string) => this.rank(member, id) > 0 && !this.inTrash(id);
}

/** 0 for no level at all. */
export const rankOf = (level: Level | null) => (level === null ? 0 : LEVELS.indexOf(level) + 1);
