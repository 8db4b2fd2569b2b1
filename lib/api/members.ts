import * as z from "zod";
import * as mini from "zod/mini";
import { at, atOrNull, id, pageOf, permission, time } from "@/lib/api/shapes";
import { closed, roleId } from "@/lib/input";
import { grant, memberId, usersSearch } from "@/lib/users/input";
import type { PeoplePage } from "@/lib/users/queries/list-users";
import type { MemberRow } from "@/lib/users/queries/people";

const grants = z.array(z.strictObject({ permission, expires_at: time.nullable() })).max(8);

export const memberShape = z
  .strictObject({
    id,
    user: z.strictObject({ id, name: z.string().max(200), email: z.string().max(320) }),
    role: id.nullable().meta({ description: "A built-in role or one of the account's own; null: none." }),
    permissions: z.array(permission).max(8).meta({ description: "Given singly, beside the role." }),
    grants: grants.meta({ description: "The same, each with its end." }),
    effective_permissions: z
      .array(permission)
      .max(8)
      .meta({ description: "All that the person can do now; nothing while suspended." }),
    status: z.enum(["active", "suspended"]),
    last_active_at: time.nullable(),
    created_at: time,
  })
  .meta({ id: "Member" });

export const membersShape = pageOf(memberShape);

export const toMember = (member: MemberRow): z.infer<typeof memberShape> => ({
  id: member.id,
  user: { id: member.userId, name: member.name, email: member.email },
  role: member.role?.id ?? null,
  permissions: member.grants.map((given) => given.permission),
  grants: member.grants.map((given) => ({ permission: given.permission, expires_at: atOrNull(given.expiresAt) })),
  effective_permissions: member.effective,
  status: member.status,
  last_active_at: atOrNull(member.lastActiveAt),
  created_at: at(member.startedAt),
});

export const toMembers = ({ rows, nextCursor }: PeoplePage): z.infer<typeof membersShape> => ({
  data: rows.filter((row) => row.kind === "member").map(toMember),
  next_cursor: nextCursor,
});

export const membersQuery = mini.extend(mini.omit(usersSearch, { kind: true }), {
  status: z.enum(["active", "suspended"]).optional(),
});

export const memberPath = closed({ id: memberId });

export const editMemberBody = closed({
  role: mini.optional(mini.nullable(roleId)),
  status: mini.optional(mini.enum(["active", "suspended"], "Either active or suspended is expected.")),
});

export const grantsBody = closed({
  grants: z
    .array(
      closed({ permission: grant.shape.permission, expires_at: grant.shape.expiresAt }),
      "A list of permissions is expected.",
    )
    .max(8)
    .refine(
      (all) => new Set(all.map((one) => one.permission)).size === all.length,
      "One of the permissions is named twice.",
    ),
});

export const removeMemberQuery = closed({
  keys_to: mini.optional(memberId),
});
