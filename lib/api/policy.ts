import * as z from "zod";
import { operation, pageOf, permission } from "@/lib/api/shapes";
import { holdersOf } from "@/lib/permissions/can";
import { OPERATION_IDS, operationOf, REACHES } from "@/lib/permissions/operations";
import { PERMISSION_IDS, PERMISSIONS } from "@/lib/permissions/permissions";

const words = z.string().max(200);

export const permissionsShape = pageOf(
  z.strictObject({ id: permission, label: words, does: words, implies: z.array(permission).max(8) }),
);

export const listPermissions = (): z.infer<typeof permissionsShape> => ({
  data: PERMISSION_IDS.map((id) => {
    const { label, does, implies } = PERMISSIONS[id];
    return { id, label, does, implies: [...implies] };
  }),
  next_cursor: null,
});

export const operationsShape = pageOf(
  z.strictObject({
    id: operation,
    does: words,
    unlocked_by: z
      .array(z.strictObject({ permission, reach: z.enum(REACHES) }))
      .max(8)
      .meta({ description: "Each permission that opens it, and to which rows." }),
    personal: z.boolean().meta({ description: "Only a person may, signed in as themselves; no key does." }),
  }),
);

export const listOperations = (): z.infer<typeof operationsShape> => ({
  data: OPERATION_IDS.map((id) => {
    const { does, personal = false } = operationOf(id);
    return { id, does, unlocked_by: holdersOf(id), personal };
  }),
  next_cursor: null,
});
