import { editMemberBody, memberPath, memberShape, removeMemberQuery, toMember } from "@/lib/api/members";
import { defineRoute } from "@/lib/http/define-route";
import { editMember } from "@/lib/users/commands/edit-member";
import { removeUser } from "@/lib/users/commands/remove-user";
import { findUser } from "@/lib/users/queries/find-user";

const member = { noun: "person", params: memberPath };

export const GET = defineRoute(
  { summary: "Get a member", operations: ["users.view"], ...member, status: 200, answer: memberShape },
  async (actor, { params }) => toMember(await findUser(actor, params.id)),
);

export const PATCH = defineRoute(
  {
    summary: "Change a member's role or status",
    description:
      "Both change together, or neither does. Suspended, a person and their API keys stop at once. Nobody changes their own, nor gives what they do not hold.",
    operations: ["users.edit", "users.suspend"],
    ...member,
    body: editMemberBody,
    status: 200,
    answer: memberShape,
  },
  async (actor, { params: { id }, body: { role, status } }) => {
    await editMember(actor, { memberId: id, roleId: role, status });
    return toMember(await findUser(actor, id));
  },
);

export const DELETE = defineRoute(
  {
    summary: "Remove a member",
    description:
      "Their API keys stop, or go on as those of the member named by keys_to, who must hold at least what they carry.",
    operations: ["users.remove"],
    ...member,
    query: removeMemberQuery,
    status: 204,
  },
  async (actor, { params, query }) =>
    removeUser(actor, { memberId: params.id, keys: query.keys_to ? { handTo: query.keys_to } : "revoke" }),
);
