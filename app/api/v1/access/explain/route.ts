import { explainAccess } from "@/lib/access/queries/explain-access";
import { explainBody, explanationShape, questionOf, toExplanation } from "@/lib/api/access";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute(
  {
    summary: "Explain why someone may or may not do something",
    operations: ["access.explainAnyone"],
    body: explainBody,
    status: 200,
    answer: explanationShape,
  },
  async (actor, { body }) => toExplanation(await explainAccess(actor, questionOf(body))),
);
