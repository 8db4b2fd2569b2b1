import { auditEventPath, auditEventShape, toAuditEvent } from "@/lib/api/audit-events";
import { findEvent } from "@/lib/audit/queries/list-events";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  {
    summary: "Get an audit event",
    operations: ["audit.view"],
    noun: "event",
    params: auditEventPath,
    status: 200,
    answer: auditEventShape,
  },
  async (actor, { params }) => toAuditEvent(await findEvent(actor, params.id)),
);
