import { apiKeyDetailsShape, apiKeyPath, toApiKeyDetails } from "@/lib/api/api-keys";
import { resumeKey, suspendKey } from "@/lib/api-keys/commands/suspend-key";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { defineRoute } from "@/lib/http/define-route";

const key = { operations: ["apiKeys.suspend"], noun: "API key", params: apiKeyPath } as const;

export const PUT = defineRoute(
  { summary: "Suspend an API key", ...key, status: 200, answer: apiKeyDetailsShape },
  async (actor, { params: { id } }) => {
    await suspendKey(actor, { keyId: id });
    return toApiKeyDetails(await findKey(actor, id));
  },
);

export const DELETE = defineRoute({ summary: "Resume an API key", ...key, status: 204 }, async (actor, { params }) =>
  resumeKey(actor, { keyId: params.id }),
);
