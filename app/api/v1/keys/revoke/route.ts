import { leakedKeyBody } from "@/lib/api/api-keys";
import { revokeLeakedKey } from "@/lib/api-keys/commands/revoke-leaked-key";
import { definePublicRoute } from "@/lib/http/define-route";

export const POST = definePublicRoute(
  {
    summary: "Revoke a leaked API key",
    description: "Whoever holds a key can end it at once, without signing in. Its owner gets a mail.",
    operations: "public",
    body: leakedKeyBody,
    status: 204,
  },
  async (origin, { body }) => revokeLeakedKey(body.key, origin),
);
