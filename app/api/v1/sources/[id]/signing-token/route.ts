import { sourcePath, tokenShape } from "@/lib/api/sources";
import { defineRoute } from "@/lib/http/define-route";
import { rotateToken } from "@/lib/sources/commands/rotate-token";
import { findSigningToken } from "@/lib/sources/queries/find-signing-token";

const source = {
  noun: "source",
  params: sourcePath,
  operations: ["sources.edit"],
  status: 200,
  answer: tokenShape,
} as const;

export const GET = defineRoute(
  { summary: "Get the token that signs addresses of a source", ...source },
  async (actor, { params }) => findSigningToken(actor, { sourceId: params.id }),
);

export const PUT = defineRoute(
  {
    summary: "Replace the token that signs addresses of a source",
    description: "Addresses that were signed with the token before are refused at once.",
    ...source,
  },
  async (actor, { params }) => rotateToken(actor, { sourceId: params.id }),
);
