import * as z from "zod/mini";
import { closed, line, permission, roleId, several } from "@/lib/input";

const name = line("The name", 60).check(z.minLength(1, "A role needs a name."));
const description = line("The description", 300);
const permissions = several(permission, "permissions", 8);

export const createRoleInput = closed({ name, description: z._default(description, ""), permissions });
export type CreateRole = z.output<typeof createRoleInput>;

/** What is left out stays. A built-in role can be named, so that the refusal can say why it cannot be changed. */
export const editRoleInput = closed({
  roleId,
  name: z.optional(name),
  description: z.optional(description),
  permissions: z.optional(permissions),
});
export type EditRole = z.output<typeof editRoleInput>;

/** `moveTo`: the role that its people and invitations get; null leaves them without one. */
export const deleteRoleInput = closed({ roleId, moveTo: z.optional(z.nullable(roleId)) });
export type DeleteRole = z.output<typeof deleteRoleInput>;
