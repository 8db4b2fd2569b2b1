import * as z from "zod/mini";
import { closed, idOf, permission, roleId, several } from "@/lib/input";
import { collectionId, fileId, folderId } from "@/lib/media/input/items";
import { type OperationId, OPERATION_IDS } from "@/lib/permissions/operations";
import { linkId } from "@/lib/share-links/input";
import { changeAccessInput } from "@/lib/users/input";

const memberId = idOf("mem", "person");
const apiKeyId = idOf("key", "API key");

const operation = z.enum(OPERATION_IDS as [OperationId, ...OperationId[]], {
  error: "An operation such as purge.run is expected.",
});

/** What the question is about, where the operation reaches some rows and not others. */
const resource = z.union(
  [
    closed({ memberId }),
    closed({ apiKeyId }),
    closed({ fileId }),
    closed({ folderId }),
    closed({ collectionId }),
    closed({ shareLinkId: linkId }),
  ],
  "One of these is expected: { memberId }, { apiKeyId }, { fileId }, { folderId }, { collectionId } or { shareLinkId }.",
);
export type Resource = z.output<typeof resource>;

/** May this member, key or visitor do this, and why? */
export const explainInput = closed({
  actor: z.union(
    [closed({ memberId }), closed({ apiKeyId }), closed({ shareLinkId: linkId })],
    "One of these is expected: { memberId }, { apiKeyId } or { shareLinkId }.",
  ),
  operation,
  resource: z.optional(resource),
});
export type ExplainAccess = z.output<typeof explainInput>;

const memberIds = several(memberId, "people", 1000);

/** A change that somebody thinks of; each has the fields of the command that would make it. */
export const previewInput = z.discriminatedUnion(
  "kind",
  [
    closed({ kind: z.literal("access"), ...changeAccessInput.shape }),
    closed({ kind: z.literal("roles"), memberIds, roleId: z.nullable(roleId) }),
    closed({ kind: z.literal("role"), roleId, permissions: several(permission, "permissions", 8) }),
    closed({ kind: z.literal("suspend"), memberIds }),
    closed({ kind: z.literal("reactivate"), memberIds }),
    closed({
      kind: z.literal("remove"),
      memberId,
      keys: z.union([z.literal("revoke"), closed({ handTo: memberId })], "Either revoke or { handTo: … } is expected."),
    }),
    closed({ kind: z.literal("plan"), plan: z.enum(["free", "pro", "enterprise"], "A plan is expected.") }),
  ],
  "One of these kinds of change is expected: access, roles, role, suspend, reactivate, remove, plan.",
);
export type Proposal = z.output<typeof previewInput>;
