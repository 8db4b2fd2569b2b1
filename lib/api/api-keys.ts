import * as z from "zod";
import { at, atOrNull, pageOf, permission, time } from "@/lib/api/shapes";
import type { KeyDetails } from "@/lib/api-keys/queries/find-key";
import type { KeyPage } from "@/lib/api-keys/queries/list-keys";
import type { KeyRow } from "@/lib/api-keys/queries/key-rows";
import { createKeyInput, editKeyInput, keyId, keysSearch, rotateKeyInput } from "@/lib/api-keys/input";
import type { Dormant } from "@/lib/api-keys/rules/history";
import { KEY_STATUS_IDS } from "@/lib/api-keys/rules/status";
import { closed } from "@/lib/input";

const permissions = z.array(permission).max(8);
const ids = (what: string) =>
  z
    .array(z.string().max(60))
    .max(200)
    .nullable()
    .meta({ description: `${what}; null: no limit.` });

export const dormantShape = z.strictObject({ permission, since: time, reason: z.string().max(1000) });

export const limitsShape = {
  source_ids: ids("Only these sources"),
  folder_ids: ids("Only these folders and what is below"),
  ip_ranges: ids("Only from these addresses and ranges"),
  rate_limit: z
    .int()
    .min(1)
    .max(100_000)
    .nullable()
    .meta({ description: "Requests a minute; null: the server's limit." }),
};

const fields = {
  id: keyId,
  name: z.string().max(80),
  prefix: z.string().max(40).meta({ description: "The first characters of the secret, to recognise it by." }),
  owner: z.strictObject({ id: z.string().max(60), name: z.string().max(200), email: z.string().max(320) }),
  status: z.enum(KEY_STATUS_IDS),
  permissions: permissions.meta({ description: "What it carries." }),
  effective_permissions: permissions.meta({
    description: "What it can do now: what it carries as far as its owner holds it.",
  }),
  dormant_permissions: z
    .array(dormantShape)
    .max(8)
    .meta({ description: "What it carries and its owner has lost. It wakes when they get it back." }),
  ...limitsShape,
  expires_at: time.nullable(),
  last_used: z
    .strictObject({ at: time, ip: z.string().max(60).nullable(), path: z.string().max(400).nullable() })
    .nullable(),
  rotated_from_id: z.string().max(60).nullable(),
  replaced_by_id: z.string().max(60).nullable(),
  created_at: time,
};

const apiKeyShape = z.strictObject(fields).meta({ id: "ApiKey" });

export const newApiKeyShape = z
  .strictObject({ ...fields, secret: z.string().max(60).meta({ description: "Told in this answer and never again." }) })
  .meta({ id: "NewApiKey" });

export const apiKeyDetailsShape = z
  .strictObject({
    ...fields,
    unused_permissions: permissions.meta({ description: "Carried for 90 days and not used." }),
    history: z
      .array(
        z.strictObject({
          at: time,
          permissions,
          gained: permissions,
          lost: permissions,
          because: z.array(z.string().max(1000)).max(100),
        }),
      )
      .max(10_000)
      .meta({ description: "How its power came and went, the earliest first." }),
    uses: z
      .array(
        z.strictObject({
          day: z.iso.date(),
          operation: z.string().max(60),
          requests: z.int().min(0),
          refused: z.int().min(0),
        }),
      )
      .max(100_000)
      .meta({ description: "Requests of the last 90 days by day and operation." }),
  })
  .meta({ id: "ApiKeyDetails" });

export const apiKeysShape = pageOf(apiKeyShape);

export const toDormant = ({ permission: id, since, because }: Dormant) => ({
  permission: id,
  since: at(since),
  reason: because,
});

export const toApiKey = (key: KeyRow): z.infer<typeof apiKeyShape> => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  owner: key.owner,
  status: key.status,
  permissions: key.permissions,
  effective_permissions: key.effective,
  dormant_permissions: key.dormant.map(toDormant),
  ...toLimits(key),
  expires_at: atOrNull(key.expiresAt),
  last_used: key.lastUsed && { ...key.lastUsed, at: at(key.lastUsed.at) },
  rotated_from_id: key.rotatedFromId,
  replaced_by_id: key.replacedById,
  created_at: at(key.createdAt),
});

type LimitFields = Pick<KeyRow, "sourceIds" | "folderIds" | "ipRanges" | "rateLimit">;

const copied = (list: readonly string[] | null) => list && [...list];

export const toLimits = ({ sourceIds, folderIds, ipRanges, rateLimit }: LimitFields) => ({
  source_ids: copied(sourceIds),
  folder_ids: copied(folderIds),
  ip_ranges: copied(ipRanges),
  rate_limit: rateLimit,
});

export const toApiKeyDetails = (key: KeyDetails): z.infer<typeof apiKeyDetailsShape> => ({
  ...toApiKey(key),
  unused_permissions: key.unused,
  history: key.history.map(({ power, ...change }) => ({ ...change, at: at(change.at), permissions: power })),
  uses: key.uses,
});

export const toApiKeys = ({ rows, nextCursor }: KeyPage): z.infer<typeof apiKeysShape> => ({
  data: rows.map(toApiKey),
  next_cursor: nextCursor,
});

const input = createKeyInput.shape;

const limits = {
  expires_at: input.expiresAt,
  source_ids: input.sourceIds,
  folder_ids: input.folderIds,
  ip_ranges: input.ipRanges,
  rate_limit: input.rateLimit,
};

export const createApiKeyBody = closed({ name: input.name, permissions: input.permissions, ...limits });

export const editApiKeyBody = closed({
  name: editKeyInput.shape.name,
  permissions: editKeyInput.shape.permissions,
  ...limits,
});

export const apiKeysQuery = keysSearch;

export const rotationBody = closed({ grace: rotateKeyInput.shape.grace });

export const leakedKeyBody = closed({ key: z.string("The leaked key itself is expected.").max(256) });

export const apiKeyPath = closed({ id: keyId });

type LimitsBody = Pick<z.output<typeof editApiKeyBody>, keyof typeof limits>;

/** Fields that were not sent stay away, because an edit leaves alone what it does not name. */
export const fromLimits = (body: LimitsBody) => ({
  expiresAt: body.expires_at,
  sourceIds: body.source_ids,
  folderIds: body.folder_ids,
  ipRanges: body.ip_ranges,
  rateLimit: body.rate_limit,
});
