import { apiKeyDetailsShape, apiKeyPath, editApiKeyBody, fromLimits, toApiKeyDetails } from "@/lib/api/api-keys";
import { editKey } from "@/lib/api-keys/commands/edit-key";
import { revokeKey } from "@/lib/api-keys/commands/revoke-key";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { defineRoute } from "@/lib/http/define-route";

const key = { noun: "API key", params: apiKeyPath };

export const GET = defineRoute(
  {
    summary: "Get an API key, its use and its history",
    operations: ["apiKeys.view"],
    ...key,
    status: 200,
    answer: apiKeyDetailsShape,
  },
  async (actor, { params }) => toApiKeyDetails(await findKey(actor, params.id)),
);

export const PATCH = defineRoute(
  {
    summary: "Change an API key",
    description:
      "What is left out stays; null takes a limit away. Nobody adds what they or the key's owner do not hold.",
    operations: ["apiKeys.edit"],
    ...key,
    body: editApiKeyBody,
    status: 200,
    answer: apiKeyDetailsShape,
  },
  async (actor, { params: { id }, body: { name, permissions, ...limits } }) => {
    await editKey(actor, { keyId: id, name, permissions, ...fromLimits(limits) });
    return toApiKeyDetails(await findKey(actor, id));
  },
);

export const DELETE = defineRoute(
  { summary: "Revoke an API key", operations: ["apiKeys.revoke"], ...key, status: 204 },
  async (actor, { params }) => revokeKey(actor, { keyId: params.id }),
);
