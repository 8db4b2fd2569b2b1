import { and, eq } from "drizzle-orm";
import { databaseCode, type Tx } from "@/db/client";
import { sources } from "@/db/schema/sources";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError } from "@/lib/errors";
import type { OperationId } from "@/lib/permissions/operations";

export const ofSource = (accountId: string, id: string) => and(eq(sources.accountId, accountId), eq(sources.id, id));

export const recordSource = (
  tx: Tx,
  actor: Actor,
  operation: Extract<OperationId, `sources.${string}`>,
  { id, name }: { id: string; name: string },
  change: { before?: object; after?: object },
) => recordAudit(tx, actor, operation, { kind: "source", id, name }, change);

const UNIQUE = "23505";

/** It may be another account's, of which nothing more is said. */
export const slugTaken = (slug: string) =>
  new AppError("conflict", `The address ${slug} is taken.`, {
    fields: [{ path: "slug", message: "Another source has this address, or had it." }],
  });

/** Tells a taken address from every other error. */
export const orSlugTaken = (error: unknown, slug: string) => (databaseCode(error) === UNIQUE ? slugTaken(slug) : error);
