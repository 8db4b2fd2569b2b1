import { exportEvents } from "@/lib/audit/queries/export-events";
import { findSignedIn } from "@/lib/auth/member-actor";
import { sendFile } from "@/lib/http/send-file";
import { readAuditSearch } from "../search";

const TYPES = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson" };

export const GET = sendFile("audit.view", async (actor, params) => {
  const format = params.format === "ndjson" ? "ndjson" : "csv";
  const { signedIn } = await findSignedIn(actor.account.slug);
  const { cursor: _, limit: __, ...search } = readAuditSearch(params, signedIn?.user.timeZone ?? "UTC");
  return {
    name: `audit-log-${actor.account.slug}.${format}`,
    type: TYPES[format],
    pieces: await exportEvents(actor, search, format),
  };
});
