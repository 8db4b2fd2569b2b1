import { editShareBody, sharePath, shareShape, toShare } from "@/lib/api/shares";
import { defineRoute } from "@/lib/http/define-route";
import { changeShare, endShare } from "@/lib/shares/commands/change-share";
import { findListedShare } from "@/lib/shares/queries/list-shares";

const share = { noun: "share", operations: ["media.share", "collections.share"], params: sharePath } as const;

export const GET = defineRoute(
  { summary: "Get a share", ...share, status: 200, answer: shareShape },
  async (actor, { params }) => toShare(await findListedShare(actor, params.id)),
);

export const PATCH = defineRoute(
  {
    summary: "Change a share",
    description:
      "Its level, its end, or both. What was given before stays in the history: the answer is a new share with an id of its own.",
    ...share,
    body: editShareBody,
    status: 200,
    answer: shareShape,
  },
  async (actor, { params, body: { level, expires_at: expiresAt } }) => {
    const id = await changeShare(actor, { shareId: params.id, level, expiresAt });
    return toShare(await findListedShare(actor, id));
  },
);

export const DELETE = defineRoute(
  {
    summary: "End a share",
    description: "From the next click on. What they reach through folders above or collections stays.",
    ...share,
    status: 204,
  },
  async (actor, { params }) => endShare(actor, params.id),
);
