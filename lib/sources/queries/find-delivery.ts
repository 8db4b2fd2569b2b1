import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { env } from "@/lib/env";
import { findPlacedFile } from "@/lib/media/queries/placed-files";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { seesRoot } from "@/lib/media/rules/root";
import { readConfig } from "@/lib/sources/rules/config";

export type Delivery = {
  /** Of the file as it is; parameters that change it come after a question mark. */
  address: string;
  /** Whether the source answers, and whether an address without a signature is enough for it. */
  source: "open" | "signed" | "disabled";
};

type Row = { slug: string; status: string; config: Record<string, unknown> };

/**
 * Where the source of the library delivers a file; null outside of its base path, and for whoever does not see all of the
 * file's path. @throws AppError `not_found`
 */
export async function findDelivery(actor: MediaActor, fileId: string): Promise<Delivery | null> {
  const { path } = await findPlacedFile(actor, fileId);
  if (!seesRoot(actor)) return null;
  const [row] = await withAccount(actor.account.id, (tx) =>
    tx.execute<Row>(sql`
      select s.slug, s.status, d.config from sources s
      join deployments d on d.account_id = s.account_id and d.source_id = s.id and d.number = s.deployment
      where s.account_id = ${actor.account.id} and s.type = 'library' and s.deleted_at is null
      order by s.created_at limit 1`),
  );
  if (!row) return null;
  const { basePath, signedOnly } = readConfig(row.config);
  const base = basePath === "" ? "/" : `/${basePath}/`;
  if (!path.toLowerCase().startsWith(base.toLowerCase())) return null;
  const written = path.slice(base.length).split("/").map(encodeURIComponent).join("/");
  return {
    address: `${env().APERTURE_URL}/i/${row.slug}/${written}`,
    source: row.status === "disabled" ? "disabled" : signedOnly ? "signed" : "open",
  };
}
