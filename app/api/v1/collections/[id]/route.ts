import { collectionPath, collectionShape, editCollectionBody, toCollection } from "@/lib/api/collections";
import { defineRoute } from "@/lib/http/define-route";
import { deleteCollection, editCollection } from "@/lib/media/commands/collections";
import { findCollection } from "@/lib/media/queries/list-collections";

const collection = { noun: "collection", params: collectionPath };

export const GET = defineRoute(
  {
    summary: "Get a collection",
    operations: ["collections.view"],
    ...collection,
    status: 200,
    answer: collectionShape,
  },
  async (actor, { params }) => toCollection(await findCollection(actor, params.id)),
);

export const PATCH = defineRoute(
  {
    summary: "Change a collection",
    operations: ["collections.rename"],
    ...collection,
    body: editCollectionBody,
    status: 200,
    answer: collectionShape,
  },
  async (actor, { params: { id: collectionId }, body }) => {
    await editCollection(actor, { collectionId, ...body });
    return toCollection(await findCollection(actor, collectionId));
  },
);

export const DELETE = defineRoute(
  {
    summary: "Delete a collection",
    description: "The files stay where they are; who reached them through the collection alone does so no longer.",
    operations: ["collections.delete"],
    ...collection,
    status: 204,
  },
  async (actor, { params }) => deleteCollection(actor, params.id),
);
