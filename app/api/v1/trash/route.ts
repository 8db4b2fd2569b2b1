import { toTrashed, trashQuery, trashShape } from "@/lib/api/trash";
import { defineRoute } from "@/lib/http/define-route";
import { listTrash } from "@/lib/media/queries/list-trash";

export const GET = defineRoute(
  {
    summary: "List what was deleted",
    description: "And can be restored by the key, the latest first. What went along with a folder comes back with it.",
    operations: ["media.restore"],
    query: trashQuery,
    status: 200,
    answer: trashShape,
  },
  async (actor, { query }) => {
    const { rows, nextCursor } = await listTrash(actor, query);
    return { data: rows.map(toTrashed), next_cursor: nextCursor };
  },
);
