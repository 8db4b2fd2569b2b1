import { membersQuery, membersShape, toMembers } from "@/lib/api/members";
import { defineRoute } from "@/lib/http/define-route";
import { listUsers } from "@/lib/users/queries/list-users";

export const GET = defineRoute(
  { summary: "List members", operations: ["users.view"], query: membersQuery, status: 200, answer: membersShape },
  async (actor, { query }) => toMembers(await listUsers(actor, { ...query, kind: "member" })),
);
