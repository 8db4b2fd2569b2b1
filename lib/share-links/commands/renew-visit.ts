import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import type { OpenLink } from "@/lib/share-links/queries/open-link";

const MINUTE_MS = 60_000;

/** A visit lasts as long as it is used; that is written once a minute. */
export async function renewVisit(accountId: string, visit: number): Promise<void> {
  await systemDb().execute(sql`
    update share_link_events set seen_at = now()
    where account_id = ${accountId} and number = ${visit} and coalesce(seen_at, at) < now() - interval '1 minute'`);
}

/** A film may be read for hours by one request. */
export function renewedWhileRead(
  body: ReadableStream<Uint8Array>,
  { actor, visit }: Pick<OpenLink, "actor" | "visit">,
): ReadableStream<Uint8Array> {
  if (visit === null) return body;
  let renewed = Date.now();
  const watch = new TransformStream<Uint8Array, Uint8Array>({
    async transform(piece, controller) {
      controller.enqueue(piece);
      if (Date.now() - renewed < MINUTE_MS) return;
      renewed = Date.now();
      await renewVisit(actor.account.id, visit);
    },
  });
  return body.pipeThrough(watch);
}
