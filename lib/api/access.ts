import * as z from "zod";
import * as mini from "zod/mini";
import { type ExplainAccess, explainInput, type Proposal, type Resource } from "@/lib/access/input";
import type { Preview } from "@/lib/access/queries/preview/preview-change";
import { itemOf, level, thingShape } from "@/lib/api/media";
import { grantsBody } from "@/lib/api/members";
import { id, operation, permission } from "@/lib/api/shapes";
import { keyId } from "@/lib/api-keys/input";
import { linkId } from "@/lib/share-links/input";
import { collectionId, fileId, folderId } from "@/lib/media/input/items";
import { closed, permission as permissionInput, roleId, several } from "@/lib/input";
import type { Explanation } from "@/lib/permissions/explain";
import { memberId } from "@/lib/users/input";

const permissions = z.array(permission).max(8);
const operations = z.array(operation).max(200);
const name = z.string().max(400);

export const explanationShape = z
  .strictObject({
    allowed: z.boolean(),
    operation,
    path: z
      .array(
        z.strictObject({
          kind: z.enum(["role", "grant", "group", "share", "folder", "collection", "owner", "key", "plan", "status"]),
          id,
          name,
          says: z.string().max(1000),
        }),
      )
      .max(1000)
      .meta({ description: "What makes it so, step by step." }),
    missing_permissions: permissions,
    smallest_grant: permission
      .nullable()
      .meta({ description: "The one permission that would flip the verdict and brings the least along." }),
    smallest_share: z
      .strictObject({ ...thingShape.shape, level })
      .nullable()
      .meta({ description: "The lowest level on the thing that would flip it as well, where shares matter." }),
  })
  .meta({ id: "Explanation" });

export const toExplanation = ({
  missing,
  smallestGrant,
  smallestShare,
  ...rest
}: Explanation): z.infer<typeof explanationShape> => ({
  ...rest,
  missing_permissions: missing,
  smallest_grant: smallestGrant,
  smallest_share: smallestShare,
});

const member = closed({ member_id: memberId });
const key = closed({ api_key_id: keyId });
const link = closed({ share_link_id: linkId });
const who = z.union([member, key, link], "One of { member_id }, { api_key_id } or { share_link_id } is expected.");
const about = z.union(
  [
    member,
    key,
    link,
    closed({ file_id: fileId }),
    closed({ folder_id: folderId }),
    closed({ collection_id: collectionId }),
  ],
  "One of { member_id }, { api_key_id }, { share_link_id }, { file_id }, { folder_id } or { collection_id } is expected.",
);

export const explainBody = closed({
  actor: who,
  operation: explainInput.shape.operation,
  resource: about
    .optional()
    .meta({ description: "What the question is about, where an operation reaches some and not others." }),
});

function fromWho(one: z.output<typeof who>): ExplainAccess["actor"] {
  if ("member_id" in one) return { memberId: one.member_id };
  return "api_key_id" in one ? { apiKeyId: one.api_key_id } : { shareLinkId: one.share_link_id };
}

function fromAbout(one: z.output<typeof about>): Resource {
  if ("file_id" in one || "folder_id" in one || "collection_id" in one) return itemOf(one);
  return fromWho(one);
}

export const questionOf = (body: z.output<typeof explainBody>) => ({
  actor: fromWho(body.actor),
  operation: body.operation,
  ...(body.resource && { resource: fromAbout(body.resource) }),
});

const memberIds = several(memberId, "people", 1000);

export const previewBody = z.discriminatedUnion(
  "kind",
  [
    closed({
      kind: z.literal("access"),
      member_id: memberId,
      role: mini.optional(mini.nullable(roleId)),
      grants: mini.optional(grantsBody.shape.grants),
    }),
    closed({ kind: z.literal("roles"), member_ids: memberIds, role: mini.nullable(roleId) }),
    closed({ kind: z.literal("role"), role: roleId, permissions: several(permissionInput, "permissions", 8) }),
    closed({ kind: z.literal("suspend"), member_ids: memberIds }),
    closed({ kind: z.literal("reactivate"), member_ids: memberIds }),
    closed({ kind: z.literal("remove"), member_id: memberId, keys_to: mini.optional(memberId) }),
    closed({ kind: z.literal("plan"), plan: z.enum(["free", "pro", "enterprise"], "A plan is expected.") }),
  ],
  "One of these kinds of change is expected: access, roles, role, suspend, reactivate, remove, plan.",
);

/** The same proposal in the words of the commands. */
export function proposalOf(body: z.output<typeof previewBody>): Proposal {
  switch (body.kind) {
    case "access": {
      const { kind, member_id, role, grants } = body;
      return {
        kind,
        memberId: member_id,
        ...(role !== undefined && { roleId: role }),
        ...(grants && { grants: fromGrants(grants) }),
      };
    }
    case "roles":
      return { kind: body.kind, memberIds: body.member_ids, roleId: body.role };
    case "role":
      return { kind: body.kind, roleId: body.role, permissions: body.permissions };
    case "suspend":
    case "reactivate":
      return { kind: body.kind, memberIds: body.member_ids };
    case "remove":
      return { kind: body.kind, memberId: body.member_id, keys: body.keys_to ? { handTo: body.keys_to } : "revoke" };
    case "plan":
      return body;
  }
}

export const fromGrants = (grants: z.output<typeof grantsBody>["grants"]) =>
  grants.map((grant) => ({ permission: grant.permission, expiresAt: grant.expires_at ?? null }));

const comparison = z.strictObject({ gained: operations, lost: operations, widened: operations, narrowed: operations });

const count = z.int().min(0).max(1_000_000_000);

export const previewShape = z
  .strictObject({
    refusals: z
      .array(z.strictObject({ member_id: id.nullable(), name: name.nullable(), reason: z.string().max(1000) }))
      .max(1000)
      .meta({ description: "What the change would be refused, and for whom." }),
    people: z
      .array(z.strictObject({ id, name, gained: permissions, lost: permissions, operations: comparison }))
      .max(100)
      .meta({ description: "The first hundred who would change." }),
    people_count: count,
    api_keys: z
      .array(
        z.strictObject({
          id,
          name,
          owner_id: id,
          stops: z.boolean(),
          starts: z.boolean(),
          gained: permissions,
          lost: permissions,
          dormant: permissions,
          woken: permissions,
          failing: z
            .array(z.strictObject({ operation, requests: count }))
            .max(200)
            .meta({ description: "Requests of the last 90 days that would have been refused." }),
        }),
      )
      .max(10_000),
    left_groups: z.array(z.strictObject({ member_id: id, group: name })).max(100_000),
    seats: z.strictObject({ used: count, limit: count }),
    plan: z
      .strictObject({ restricted: count, groups: count, api_keys: z.strictObject({ used: count, limit: count }) })
      .nullable()
      .meta({ description: "Of a change of plan alone: what it no longer offers of what is in use." }),
  })
  .meta({ id: "Preview" });

export const toPreview = (preview: Preview): z.infer<typeof previewShape> => ({
  refusals: preview.refusals.map(({ memberId: member, name: who, reason }) => ({
    member_id: member,
    name: who,
    reason,
  })),
  people: preview.people.map(({ abilities: _abilities, ...person }) => person),
  people_count: preview.peopleCount,
  api_keys: preview.keys.map(({ ownerId, ...key }) => ({ ...key, owner_id: ownerId })),
  left_groups: preview.leftGroups.map(({ memberId: member, group }) => ({ member_id: member, group })),
  seats: preview.seats,
  plan: preview.plan && {
    restricted: preview.plan.restricted,
    groups: preview.plan.groups,
    api_keys: preview.plan.keys,
  },
});
