import { notFound } from "next/navigation";
import * as z from "zod/mini";
import { AppError } from "@/lib/errors";
import type { SearchParams } from "@/lib/http/read-search";
import { seeAsInput, type SeeAs } from "@/lib/shares/input";

/** What the address asks to be seen, and as whom; null where it asks for nothing that can be. */
export function readPreview({ as: memberId, file, folder, collection, after }: SearchParams): SeeAs | null {
  const item = folder ? { folderId: folder } : collection ? { collectionId: collection } : { fileId: file };
  const asked = z.safeParse(seeAsInput, { memberId, item, ...(after && { cursor: after }) });
  return asked.success ? asked.data : null;
}

/** What the reader may not look at in this way is not there. */
export const orNotFound = <T>(look: Promise<T>): Promise<T> =>
  look.catch((error: unknown) => {
    if (error instanceof AppError && (error.code === "not_found" || error.code === "forbidden")) notFound();
    throw error;
  });
