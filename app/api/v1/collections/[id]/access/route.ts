import { collectionPath } from "@/lib/api/collections";
import { ACCESS_DESCRIPTION, accessQuery, accessShape, readAccess } from "@/lib/api/item-access";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  {
    summary: "Tell who can open a collection, and through what",
    description: ACCESS_DESCRIPTION,
    operations: ["collections.share"],
    noun: "collection",
    params: collectionPath,
    query: accessQuery,
    status: 200,
    answer: accessShape,
  },
  (actor, { params, query }) => readAccess(actor, { collectionId: params.id }, query),
);
