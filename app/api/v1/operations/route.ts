import { listOperations, operationsShape } from "@/lib/api/policy";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  { summary: "List the operations and what unlocks each", operations: [], status: 200, answer: operationsShape },
  async () => listOperations(),
);
