import {
  apiKeysQuery,
  apiKeysShape,
  createApiKeyBody,
  fromLimits,
  newApiKeyShape,
  toApiKey,
  toApiKeys,
} from "@/lib/api/api-keys";
import { createKey } from "@/lib/api-keys/commands/create-key";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { listKeys } from "@/lib/api-keys/queries/list-keys";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  { summary: "List API keys", operations: ["apiKeys.view"], query: apiKeysQuery, status: 200, answer: apiKeysShape },
  async (actor, { query }) => toApiKeys(await listKeys(actor, query)),
);

export const POST = defineRoute(
  {
    summary: "Create an API key",
    description:
      "The new key belongs to the owner of the key that asks and reaches no further: limits of that key are inherited.",
    operations: ["apiKeys.create"],
    body: createApiKeyBody,
    status: 201,
    answer: newApiKeyShape,
  },
  async (actor, { body: { name, permissions, ...limits } }) => {
    const { id, secret } = await createKey(actor, { name, permissions, ...fromLimits(limits) });
    return { ...toApiKey(await findKey(actor, id)), secret };
  },
);
