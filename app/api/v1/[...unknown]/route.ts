import * as z from "zod";
import { notFound } from "@/lib/errors";
import { defineRoute } from "@/lib/http/define-route";

/** What stands nowhere in the API is answered in its own language, once it is known who asks. */
const nowhere = defineRoute(
  { summary: "No address of the API", operations: [], query: z.looseObject({}), status: 204 },
  async () => {
    throw notFound("address");
  },
);

export { nowhere as DELETE, nowhere as GET, nowhere as PATCH, nowhere as POST, nowhere as PUT };
