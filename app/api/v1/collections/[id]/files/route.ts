import { collectionFilesQuery, collectionPath } from "@/lib/api/collections";
import { bulkShape, collectionFilesBody, filesShape, refuseProblem, toBulk, toFile } from "@/lib/api/files";
import { defineRoute } from "@/lib/http/define-route";
import { addFiles } from "@/lib/media/commands/collections";
import { listFiles } from "@/lib/media/queries/list-files";
import { placeFiles } from "@/lib/media/queries/placed-files";

const collection = { noun: "collection", params: collectionPath };

export const GET = defineRoute(
  {
    summary: "List the files of a collection",
    operations: ["collections.view"],
    ...collection,
    query: collectionFilesQuery,
    status: 200,
    answer: filesShape,
  },
  async (actor, { params, query }) => {
    const page = await listFiles(actor, { ...query, collection: params.id, below: false });
    refuseProblem(page);
    return { data: (await placeFiles(actor, page.rows)).map(toFile), next_cursor: page.nextCursor };
  },
);

export const POST = defineRoute(
  {
    summary: "Add files to a collection",
    description: "Whoever the collection is shared with can see them from then on. The answer tells file by file.",
    operations: ["collections.addFiles"],
    ...collection,
    body: collectionFilesBody,
    status: 200,
    answer: bulkShape,
  },
  async (actor, { params, body }) =>
    toBulk((await addFiles(actor, { collectionId: params.id, fileIds: body.file_ids })).outcomes),
);
