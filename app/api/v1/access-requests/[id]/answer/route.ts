import { answerRequestBody, requestPath } from "@/lib/api/access-requests";
import { defineRoute } from "@/lib/http/define-route";
import { answerRequest } from "@/lib/shares/commands/request-access";

export const PUT = defineRoute(
  {
    summary: "Answer a request for access",
    description:
      "With a level, which may be another one than was asked for, or null to decline. Whoever asked is told by mail.",
    operations: ["media.share"],
    noun: "request",
    params: requestPath,
    body: answerRequestBody,
    status: 204,
  },
  async (actor, { params, body: { level, expires_at: expiresAt } }) =>
    answerRequest(actor, { requestId: params.id, level, expiresAt }),
);
