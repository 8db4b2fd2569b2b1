import { auditEventsQuery, auditEventsShape, EXPORT_TYPES, toAuditEvents } from "@/lib/api/audit-events";
import { exportEvents } from "@/lib/audit/queries/export-events";
import { listEvents } from "@/lib/audit/queries/list-events";
import { defineRoute } from "@/lib/http/define-route";
import { streamOf } from "@/lib/http/stream";

export const GET = defineRoute(
  {
    summary: "List or export audit events",
    description: "The newest first. Events are never changed or deleted; their hashes form a chain.",
    operations: ["audit.view"],
    query: auditEventsQuery,
    status: 200,
    answer: auditEventsShape,
    files: Object.values(EXPORT_TYPES),
  },
  async (actor, { query: { format, ...search } }) => {
    if (format === "json") return toAuditEvents(await listEvents(actor, search));
    const { cursor: _cursor, limit: _limit, ...wanted } = search;
    return new Response(streamOf(await exportEvents(actor, wanted, format)), {
      headers: { "Content-Type": EXPORT_TYPES[format] },
    });
  },
);
