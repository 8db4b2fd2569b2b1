import * as keyById from "@/app/api/v1/api-keys/[id]/route";
import * as keyRotation from "@/app/api/v1/api-keys/[id]/rotation/route";
import * as keySuspension from "@/app/api/v1/api-keys/[id]/suspension/route";
import * as apiKeys from "@/app/api/v1/api-keys/route";
import * as leakedKey from "@/app/api/v1/keys/revoke/route";
import * as me from "@/app/api/v1/me/route";
import * as operations from "@/app/api/v1/operations/route";
import * as permissions from "@/app/api/v1/permissions/route";
import type { Routes } from "@/lib/http/openapi";

/** Every door of the API: its description, its reference and its tests are made from this list. */
export const ROUTES: Routes = {
  "/me": me,
  "/permissions": permissions,
  "/operations": operations,
  "/api-keys": apiKeys,
  "/api-keys/{id}": keyById,
  "/api-keys/{id}/rotation": keyRotation,
  "/api-keys/{id}/suspension": keySuspension,
  "/keys/revoke": leakedKey,
};
