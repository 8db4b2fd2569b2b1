import { collectionPath } from "@/lib/api/collections";
import { accessShape, toItemAccess } from "@/lib/api/item-access";
import { defineRoute } from "@/lib/http/define-route";
import { whoHasAccess } from "@/lib/shares/queries/who-has-access";

export const GET = defineRoute(
  {
    summary: "Tell who can open a collection, and through what",
    operations: ["collections.share"],
    noun: "collection",
    params: collectionPath,
    status: 200,
    answer: accessShape,
  },
  async (actor, { params }) => toItemAccess(await whoHasAccess(actor, { collectionId: params.id })),
);
