import * as z from "zod/mini";
import { closed, idOf, line, moment, pageCursor, pageLimit, permission, roleId, several } from "@/lib/input";

export const memberId = idOf("mem", "person");

const memberIds = several(memberId, "people", 1000);

export const SORTS = ["name", "role", "last_active", "created"] as const;
export const STATUSES = ["active", "suspended", "invited", "expired"] as const;

export type Sort = (typeof SORTS)[number];
export type Status = (typeof STATUSES)[number];

const sorts = SORTS.flatMap((sort) => [sort, `-${sort}`] as const);

/** What the list of people shows; `role` may be `none`, `permission` asks for what someone can do now. */
export const usersSearch = closed({
  q: z.optional(line("The search", 200)),
  kind: z.optional(z.enum(["member", "invitation"], "Either member or invitation is expected.")),
  role: z.optional(z.union([z.literal("none"), roleId], "The id of a role or none is expected.")),
  permission: z.optional(permission),
  status: z.optional(z.enum(STATUSES, `One of these is expected: ${STATUSES.join(", ")}.`)),
  group: z.optional(idOf("grp", "group")),
  sort: z._default(z.enum(sorts, `One of these is expected: ${sorts.join(", ")}.`), "name"),
  cursor: pageCursor,
  limit: pageLimit(50),
});
export type UsersSearch = z.output<typeof usersSearch>;

export const grant = closed({ permission, expiresAt: z.optional(z.nullable(moment)) });

const grants = z
  .array(grant, "A list of permissions is expected.")
  .check(
    z.refine(
      (all) => new Set(all.map((one) => one.permission)).size === all.length,
      "One of the permissions is named twice.",
    ),
  );

/** The role and the whole set of single permissions that the person has afterwards; what is left out stays. */
export const changeAccessInput = closed({
  memberId,
  roleId: z.optional(z.nullable(roleId)),
  grants: z.optional(grants),
});
export type ChangeAccess = z.output<typeof changeAccessInput>;

export const changeRolesInput = closed({ memberIds, roleId: z.nullable(roleId) });
export type ChangeRoles = z.output<typeof changeRolesInput>;

const reason = z.optional(line("The reason", 500));

export const suspendUsersInput = closed({ memberIds, reason });
export type SuspendUsers = z.output<typeof suspendUsersInput>;

export const reactivateUsersInput = closed({ memberIds });
export type ReactivateUsers = z.output<typeof reactivateUsersInput>;

/** What becomes of the API keys of someone who goes: they stop, or someone who may do as much carries them on. */
export const removeUserInput = closed({
  memberId,
  keys: z.union([z.literal("revoke"), closed({ handTo: memberId })], "Either revoke or { handTo: … } is expected."),
  note: reason,
});
export type RemoveUser = z.output<typeof removeUserInput>;

export const userInput = closed({ memberId });

/** Who could carry on the keys of this person. */
export const findSuccessorsInput = closed({ memberId, q: z.optional(line("The search", 200)) });
export type FindSuccessors = z.output<typeof findSuccessorsInput>;
