import * as z from "zod";
import * as mini from "zod/mini";
import { atOrNull, id, pageOf, permission, time } from "@/lib/api/shapes";
import { closed, roleId } from "@/lib/input";
import { createRoleInput, editRoleInput } from "@/lib/roles/input";
import type { RoleRow } from "@/lib/roles/queries";

export const roleShape = z
  .strictObject({
    id,
    name: z.string().max(200),
    description: z.string().max(1000),
    built_in: z.boolean(),
    permissions: z.array(permission).max(8),
    members: z.int().min(0).max(1_000_000),
    created_at: time.nullable().meta({ description: "Null for the built-in ones." }),
  })
  .meta({ id: "Role" });

export const rolesShape = pageOf(roleShape);

export const toRole = (role: RoleRow): z.infer<typeof roleShape> => ({
  id: role.id,
  name: role.name,
  description: role.description,
  built_in: role.builtIn,
  permissions: [...role.permissions],
  members: role.people,
  created_at: atOrNull(role.createdAt),
});

export const rolePath = closed({ id: roleId });

export const createRoleBody = createRoleInput;

export const editRoleBody = mini.omit(editRoleInput, { roleId: true });

export const deleteRoleQuery = closed({ move_to: mini.optional(mini.union([mini.literal("none"), roleId])) });

/** `none` takes the role from its people without another in its place. */
export const moveOf = ({ move_to: target }: z.output<typeof deleteRoleQuery>) => (target === "none" ? null : target);
