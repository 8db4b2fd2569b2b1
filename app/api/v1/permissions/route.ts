import { listPermissions, permissionsShape } from "@/lib/api/policy";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  { summary: "List the permissions", operations: [], status: 200, answer: permissionsShape },
  async () => listPermissions(),
);
