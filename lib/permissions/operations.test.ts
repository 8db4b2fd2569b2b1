import { describe, expect, it } from "vitest";
import { type Asker, authorize, can, canEver, type OwnRow, reaches, reachOf } from "@/lib/permissions/can";
import { type Level, OPERATION_IDS, type OperationId, type Reach } from "@/lib/permissions/operations";
import { type Permission, PERMISSION_IDS, setOf } from "@/lib/permissions/permissions";
import { link, member } from "@/lib/permissions/testing/askers";

const key = (...permissions: Permission[]) => member(permissions, { kind: "key" });

/** The product's table of who may what, written a second time by hand and in another shape. */
const table: { operations: string; any?: string; own?: true; shared?: Level; link?: Level }[] = [
  { operations: "users.view users.invite users.edit users.suspend users.remove users.export users.endSessions" },
  { operations: "invitations.view invitations.resend invitations.revoke" },
  { operations: "roles.view roles.create roles.edit roles.delete" },
  { operations: "groups.view groups.create groups.edit groups.delete grants.edit" },
  { operations: "audit.view settings.account guardRails.view guardRails.edit access.explainAnyone access.preview" },

  { operations: "profile.view profile.edit sessions.end account.leave access.explain", own: true },
  { operations: "apiKeys.create", any: "everyone" },
  { operations: "apiKeys.view apiKeys.edit apiKeys.rotate apiKeys.suspend apiKeys.revoke", own: true },

  { operations: "media.view media.download", any: "media_browse", shared: "view", link: "view" },
  { operations: "media.zip comments.view media.history collections.view", any: "media_browse", shared: "view" },
  { operations: "media.upload", any: "media_edit", shared: "contribute", link: "contribute" },
  { operations: "media.newVersion media.restoreVersion folders.create", any: "media_edit", shared: "contribute" },
  { operations: "media.tag media.editMetadata media.copy", any: "media_edit", shared: "contribute" },
  { operations: "collections.addFiles comments.write", any: "media_edit", shared: "contribute" },
  { operations: "media.rename media.move media.delete media.deleteVersion", any: "media_edit", shared: "manage" },
  { operations: "media.restore media.share media.seeAccess", any: "media_edit", shared: "manage" },
  { operations: "shareLinks.create shareLinks.edit shareLinks.revoke", any: "media_edit", shared: "manage" },
  { operations: "comments.deleteThread collections.rename", any: "media_edit", shared: "manage" },
  { operations: "collections.removeFiles collections.delete collections.share", any: "media_edit", shared: "manage" },
  { operations: "collections.create", any: "media_edit media_shared" },
  { operations: "shareLinks.viewAll settings.media media.publish media.unpublish", any: "media_edit" },
  { operations: "access.request", any: "media_shared" },

  { operations: "sources.view sources.create sources.edit sources.deploy sources.rollBack", any: "sources" },
  { operations: "sources.disable sources.delete settings.webhooks", any: "sources" },
  { operations: "purge.run purge.preview purge.view", any: "purge" },
  { operations: "analytics.view analytics.export", any: "analytics" },
  { operations: "billing.view billing.editDetails billing.payInvoice", any: "billing" },
  { operations: "billing.changePlan billing.cancel billing.resume", any: "billing" },
];
const rows = table.flatMap(({ operations, any = "", ...row }) =>
  operations.split(" ").map((operation) => ({ ...row, operation: operation as OperationId, any: any.split(" ") })),
);
const personal: readonly OperationId[] = ["profile.view", "profile.edit", "sessions.end", "account.leave"];

describe("the table of operations", () => {
  it("is the product's, with nothing beside it", () => {
    expect(rows.map((row) => row.operation).toSorted()).toEqual(OPERATION_IDS.toSorted());
  });

  it.each(rows)("$operation", ({ operation, any, own, shared, link: linked }) => {
    const everyone: Reach | null = any.includes("everyone") ? "any" : own ? "own" : null;
    const reachWith = (permission: Permission): Reach | null => {
      if (any.includes(permission)) return "any";
      if (permission === "account_admin" && !personal.includes(operation)) return "any";
      return permission === "media_shared" && shared ? shared : null;
    };
    for (const permission of PERMISSION_IDS) {
      const permissions = setOf([permission]);
      expect(reachOf(member([], { kind: "key", permissions }), operation)).toBe(reachWith(permission));
      expect(reachOf(member([], { permissions }), operation)).toBe(reachWith(permission) ?? everyone);
    }
    expect(reachOf(member([]), operation)).toBe(everyone);
    expect(reachOf(link, operation)).toBe(linked ?? null);
    expect(reachOf(member([], { kind: "system" }), operation)).toBe("any");
  });
});

describe("a key", () => {
  it.each(rows.filter(({ any, own }) => own || any.includes("everyone")))(
    "does not $operation as its owner would",
    ({ operation }) => {
      const withoutAdmin = key(...PERMISSION_IDS.filter((id) => id !== "account_admin"));
      expect(canEver(withoutAdmin, operation)).toBe(false);
      expect(reaches(reachOf(withoutAdmin, operation), withoutAdmin, { ownerId: "mem_asker" })).toBe(false);
    },
  );

  it.each(personal)("does not %s, whatever it carries", (operation) => {
    expect(canEver(key("account_admin"), operation)).toBe(false);
  });
});

describe("who is suspended", () => {
  it.each(OPERATION_IDS)("does not %s", (operation) => {
    for (const kind of ["member", "key", "share_link", "system"] as const) {
      const asker = member(["account_admin"], { kind, active: false });
      expect(canEver(asker, operation)).toBe(false);
      expect(reaches(reachOf(asker, operation), asker, { ownerId: "mem_asker", level: "manage" })).toBe(false);
    }
  });
});

/** Never run: the compiler reads it. */
export function asksWithoutTheirRow(asker: Asker, anyOperation: OperationId, owned: OwnRow) {
  can(asker, "users.remove");
  can(asker, "apiKeys.revoke", owned);
  can(asker, "media.upload", { level: "view" });
  // @ts-expect-error -- an own reach asks whose the row is
  can(asker, "apiKeys.revoke");
  // @ts-expect-error -- a level reach asks how far the row is shared
  can(asker, "media.upload");
  // @ts-expect-error -- neither is answered by the other's row
  can(asker, "media.upload", owned);
  // @ts-expect-error -- there is no such level
  can(asker, "media.upload", { level: "owner" });
  // @ts-expect-error -- an operation that reaches any row asks for none
  can(asker, "users.remove", owned);
  // @ts-expect-error -- the refusing twin asks the same
  authorize(asker, "media.upload");
  // @ts-expect-error -- an operation known only at run time may need a row
  can(asker, anyOperation);
  // @ts-expect-error -- there is no such operation
  can(asker, "users.obliterate");
}
