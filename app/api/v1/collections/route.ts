import {
  collectionShape,
  collectionsQuery,
  collectionsShape,
  createCollectionBody,
  toCollection,
} from "@/lib/api/collections";
import { defineRoute } from "@/lib/http/define-route";
import { createCollection } from "@/lib/media/commands/collections";
import { findCollection, listCollections } from "@/lib/media/queries/list-collections";

export const GET = defineRoute(
  {
    summary: "List collections",
    description: "By name; q is a part of it.",
    operations: ["collections.view"],
    query: collectionsQuery,
    status: 200,
    answer: collectionsShape,
  },
  async (actor, { query }) => {
    const { rows, nextCursor } = await listCollections(actor, query);
    return { data: rows.map(toCollection), next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  {
    summary: "Create a collection",
    operations: ["collections.create"],
    body: createCollectionBody,
    status: 201,
    answer: collectionShape,
  },
  async (actor, { body }) => {
    const { id } = await createCollection(actor, body);
    return toCollection(await findCollection(actor, id));
  },
);
