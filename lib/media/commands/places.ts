import type { Tx } from "@/db/client";
import { findItemFor, type FoundItem, type LevelOperation } from "@/lib/media/queries/find-item";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { mayCreateAtRoot } from "@/lib/media/rules/root";
import { refusal } from "@/lib/permissions/can";

/** Where something is put: a folder in which the actor may do this, or the root. */
export type Place = { id: string | null; path: string; name: string };

/** @throws AppError `not_found`, or the refusal of the operation; the root is for those who reach everything */
export async function findPlace(
  tx: Tx,
  actor: MediaActor,
  operation: LevelOperation,
  folderId: string | null,
): Promise<Place> {
  if (folderId !== null) return placeOf(await findItemFor(tx, actor, operation, { folderId }));
  if (!mayCreateAtRoot(actor)) throw refusal(operation);
  return { id: null, path: "", name: "the library" };
}

const placeOf = ({ id, path, name }: FoundItem): Place => ({ id, path, name });
