import { apiKeyPath, newApiKeyShape, rotationBody, toApiKey } from "@/lib/api/api-keys";
import { rotateKey } from "@/lib/api-keys/commands/rotate-key";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { defineRoute } from "@/lib/http/define-route";

export const PUT = defineRoute(
  {
    summary: "Rotate an API key",
    description: "Answers a new key that can do the same. The old one works for the grace and not a moment longer.",
    operations: ["apiKeys.rotate"],
    noun: "API key",
    params: apiKeyPath,
    body: rotationBody,
    status: 201,
    answer: newApiKeyShape,
  },
  async (actor, { params, body }) => {
    const { id, secret } = await rotateKey(actor, { keyId: params.id, grace: body.grace });
    return { ...toApiKey(await findKey(actor, id)), secret };
  },
);
