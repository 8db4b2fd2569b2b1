import { previewChange } from "@/lib/access/queries/preview/preview-change";
import { previewBody, previewShape, proposalOf, toPreview } from "@/lib/api/access";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute(
  {
    summary: "Preview a change of access",
    description: "Answers what the change would bring about, to people and their keys. Nothing is saved.",
    operations: ["access.preview"],
    body: previewBody,
    status: 200,
    answer: previewShape,
  },
  async (actor, { body }) => toPreview(await previewChange(actor, proposalOf(body))),
);
