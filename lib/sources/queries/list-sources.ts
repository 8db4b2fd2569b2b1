import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { env } from "@/lib/env";
import { toDate } from "@/lib/to-date";
import { authorize, can } from "@/lib/permissions/can";
import { originOf } from "@/lib/sources/origins/registry";
import type { SourceType } from "@/lib/sources/rules/config";
import { limitOf } from "@/lib/sources/rules/reach";
import type { SourceStatus } from "@/lib/sources/rules/status";

export type SourceRow = {
  id: string;
  slug: string;
  name: string;
  type: SourceType;
  typeLabel: string;
  status: SourceStatus;
  /** The number that is delivered; null before the first. */
  deployment: number | null;
  hasDraft: boolean;
  /** Where its images stand: their paths come after it. */
  address: string;
  createdAt: Date;
  /** When the newest deployment ended; null while one is under way. */
  deployedAt: Date | null;
  can: { edit: boolean; deploy: boolean; rollBack: boolean; disable: boolean; delete: boolean; purge: boolean };
};

type Selected = Omit<SourceRow, "typeLabel" | "address" | "createdAt" | "deployedAt" | "can"> & {
  createdAt: string;
  deployedAt: string | null;
};

export const sourceColumns: SQL = sql`s.id, s.slug, s.name, s.type, s.status, s.deployment,
  s.draft is not null or s.draft_secrets is not null as "hasDraft", s.created_at as "createdAt",
  (select d.finished_at from deployments d where d.account_id = s.account_id and d.source_id = s.id
    order by d.number desc limit 1) as "deployedAt"`;

export function toSourceRow(actor: Actor, { createdAt, deployedAt, ...row }: Selected): SourceRow {
  return {
    ...row,
    typeLabel: originOf(row.type).label,
    address: `${env().APERTURE_URL}/i/${row.slug}`,
    createdAt: new Date(createdAt),
    deployedAt: toDate(deployedAt),
    can: {
      edit: can(actor, "sources.edit"),
      deploy: can(actor, "sources.deploy"),
      rollBack: can(actor, "sources.rollBack"),
      disable: can(actor, "sources.disable"),
      delete: can(actor, "sources.delete") && row.type !== "library",
      purge: can(actor, "purge.run"),
    },
  };
}

/** By name; of a key for some sources, these alone. */
export async function listSources(actor: Actor): Promise<SourceRow[]> {
  authorize(actor, "sources.view");
  const limit = limitOf(actor);
  return withAccount(actor.account.id, async (tx) => {
    const rows = await tx.execute<Selected>(sql`
      select ${sourceColumns} from sources s
      where s.account_id = ${actor.account.id} and s.deleted_at is null
        and ${limit === null ? sql`true` : sql`s.id in (select jsonb_array_elements_text(${JSON.stringify(limit)}::jsonb))`}
      order by lower(s.name), s.id`);
    return rows.map((row) => toSourceRow(actor, row));
  });
}
