import * as z from "zod";
import type { KeyActor } from "@/lib/actor";
import { dormantShape, limitsShape, toDormant, toLimits } from "@/lib/api/api-keys";
import { atOrNull, permission, time } from "@/lib/api/shapes";
import type { Dormant } from "@/lib/api-keys/rules/history";
import { listOf } from "@/lib/permissions/permissions";

export const meShape = z
  .strictObject({
    id: z.string().max(60),
    name: z.string().max(80),
    account: z.strictObject({
      id: z.string().max(60),
      slug: z.string().max(48),
      name: z.string().max(200),
      plan: z.enum(["free", "pro", "enterprise"]),
    }),
    owner: z.strictObject({ id: z.string().max(60), name: z.string().max(200) }),
    permissions: z.array(permission).max(8),
    effective_permissions: z.array(permission).max(8),
    dormant_permissions: z.array(dormantShape).max(8),
    expires_at: time.nullable(),
    limits: z.strictObject(limitsShape),
  })
  .meta({ id: "Me" });

export const toMe = (
  { key, account, memberId, name, permissions }: KeyActor,
  dormant: readonly Dormant[],
): z.infer<typeof meShape> => ({
  id: key.id,
  name: key.name,
  account,
  owner: { id: memberId, name },
  permissions: [...key.permissions],
  effective_permissions: listOf(permissions),
  dormant_permissions: dormant.map(toDormant),
  expires_at: atOrNull(key.expiresAt),
  limits: toLimits(key),
});
