import { meShape, toMe } from "@/lib/api/me";
import { findOwnDormant } from "@/lib/api-keys/queries/own-dormant";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  { summary: "Tell what this key is and can do now", operations: [], status: 200, answer: meShape },
  async (actor) => toMe(actor, await findOwnDormant(actor)),
);
