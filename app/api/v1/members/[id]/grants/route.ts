import { fromGrants } from "@/lib/api/access";
import { grantsBody, memberPath, memberShape, toMember } from "@/lib/api/members";
import { defineRoute } from "@/lib/http/define-route";
import { changeAccess } from "@/lib/users/commands/change-access";
import { findUser } from "@/lib/users/queries/find-user";

export const PUT = defineRoute(
  {
    summary: "Set a member's single permissions",
    description: "The whole set that the person has afterwards beside their role.",
    operations: ["grants.edit"],
    noun: "person",
    params: memberPath,
    body: grantsBody,
    status: 200,
    answer: memberShape,
  },
  async (actor, { params: { id }, body }) => {
    await changeAccess(actor, { memberId: id, grants: fromGrants(body.grants) });
    return toMember(await findUser(actor, id));
  },
);
