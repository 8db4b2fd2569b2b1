import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { compare, effectiveOf, keyPower, mayGive } from "@/lib/permissions/access";
import { type Asker, authorize, can, canEver, type OwnRow, reaches, reachOf, refusal } from "@/lib/permissions/can";
import { type Level, OPERATION_IDS, type OperationId, type Reach } from "@/lib/permissions/operations";
import { closureOf, listOf, type Permission, PERMISSION_IDS, setOf } from "@/lib/permissions/permissions";
import { BUILT_IN_ROLES, type BuiltInRole, ROLES } from "@/lib/permissions/roles";

const member = (permissions: readonly Permission[], more: Partial<Asker> = {}): Asker => ({
  kind: "member",
  memberId: "mem_asker",
  active: true,
  permissions: closureOf(permissions),
  ...more,
});
const person = (role: BuiltInRole, memberId: string) => member(ROLES[role].permissions, { memberId });
const key = (...permissions: Permission[]) => member(permissions, { kind: "key" });
const link = member([], { kind: "share_link", memberId: null });

const cast = {
  mira: person("account_administrator", "mem_mira"),
  dana: person("developer", "mem_dana"),
  léa: person("media_library_full_access", "mem_lea"),
  sofia: person("media_library_view_only_access", "mem_sofia"),
  jonah: person("media_library_restricted_access", "mem_jonah"),
  priya: person("finance", "mem_priya"),
  tom: member([], { memberId: "mem_tom" }),
};
const everybody = Object.keys(cast) as (keyof typeof cast)[];
const whoMay = (may: (asker: Asker) => boolean) => everybody.filter((name) => may(cast[name])).join(" ");

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

describe("the roles", () => {
  const all = "account_admin analytics billing sources purge media_edit media_browse media_shared";
  it.each<[BuiltInRole, string]>([
    ["account_administrator", all],
    ["developer", "analytics sources purge media_edit media_browse media_shared"],
    ["media_library_full_access", "media_edit media_browse media_shared"],
    ["media_library_view_only_access", "media_browse media_shared"],
    ["media_library_restricted_access", "media_shared"],
    ["finance", "analytics billing"],
  ])("%s brings %s", (role, permissions) => {
    expect(listOf(closureOf(ROLES[role].permissions)).join(" ")).toBe(permissions);
  });

  it("are six, of which Enterprise has one more", () => {
    expect(BUILT_IN_ROLES).toHaveLength(6);
    expect(BUILT_IN_ROLES.filter((role) => "enterprise" in ROLES[role])).toEqual(["media_library_restricted_access"]);
  });
});

describe("may X do Y", () => {
  const shared = (level: Level | null) => ({ level });
  it.each<[string, boolean, boolean]>([
    ["Mira removes people", can(cast.mira, "users.remove"), true],
    ["Dana removes people", can(cast.dana, "users.remove"), false],
    ["Dana purges", can(cast.dana, "purge.run"), true],
    ["Dana pays", can(cast.dana, "billing.payInvoice"), false],
    ["Priya cancels the subscription", can(cast.priya, "billing.cancel"), true],
    ["Priya purges", can(cast.priya, "purge.run"), false],
    ["Léa deletes what nobody shared with her", can(cast.léa, "media.delete", shared(null)), true],
    ["Sofia opens what nobody shared with her", can(cast.sofia, "media.view", shared(null)), true],
    ["Sofia renames what nobody shared with her", can(cast.sofia, "media.rename", shared(null)), false],
    ["Sofia renames what she manages", can(cast.sofia, "media.rename", shared("manage")), true],
    ["Jonah opens what nobody shared with him", can(cast.jonah, "media.view", shared(null)), false],
    ["Jonah uploads where he may look", can(cast.jonah, "media.upload", shared("view")), false],
    ["Jonah uploads where he contributes", can(cast.jonah, "media.upload", shared("contribute")), true],
    ["Jonah shares where he contributes", can(cast.jonah, "media.share", shared("contribute")), false],
    ["Jonah shares what he manages", can(cast.jonah, "media.share", shared("manage")), true],
    ["Jonah creates a collection", can(cast.jonah, "collections.create"), true],
    ["Sofia creates a collection", can(cast.sofia, "collections.create"), true],
    ["Tom, with no role, creates a key", can(cast.tom, "apiKeys.create"), true],
    ["Tom revokes his own key", can(cast.tom, "apiKeys.revoke", { ownerId: "mem_tom" }), true],
    ["Tom revokes Dana's key", can(cast.tom, "apiKeys.revoke", { ownerId: "mem_dana" }), false],
    ["Mira revokes Dana's key", can(cast.mira, "apiKeys.revoke", { ownerId: "mem_dana" }), true],
    ["Mira edits Dana's profile", can(cast.mira, "profile.edit", { ownerId: "mem_dana" }), false],
    ["a visitor opens what the link names", can(link, "media.view", shared("view")), true],
    ["a visitor opens what the link does not name", can(link, "media.view", shared(null)), false],
    ["a visitor reads comments", can(link, "comments.view", shared("view")), false],
    ["a visitor uploads by a link for viewing", can(link, "media.upload", shared("view")), false],
    ["a visitor uploads by a file request", can(link, "media.upload", shared("contribute")), true],
  ])("%s: %s", (_, answer, expected) => {
    expect(answer).toBe(expected);
  });
});

describe("what can X see", () => {
  const files: { name: string; level: Level | null }[] = [
    { name: "contract", level: null },
    { name: "poster", level: "view" },
    { name: "draft", level: "contribute" },
    { name: "logo", level: "manage" },
  ];
  const seen = (asker: Asker, operation: "media.view" | "media.upload" | "media.share") =>
    files.flatMap((file) => (can(asker, operation, file) ? [file.name] : [])).join(" ");

  it("narrows with the level that is asked for", () => {
    expect(seen(cast.jonah, "media.view")).toBe("poster draft logo");
    expect(seen(cast.jonah, "media.upload")).toBe("draft logo");
    expect(seen(cast.jonah, "media.share")).toBe("logo");
    expect(seen(cast.sofia, "media.view")).toBe("contract poster draft logo");
    expect(seen(cast.priya, "media.view")).toBe("");
  });

  it("opens the menu by the same table", () => {
    const pages = "users.view apiKeys.view media.view sources.view purge.view analytics.view billing.view audit.view";
    const menu = (asker: Asker) =>
      (pages.split(" ") as OperationId[]).flatMap((id) => (canEver(asker, id) ? [id.split(".")[0]] : [])).join(" ");
    expect(menu(cast.mira)).toBe("users apiKeys media sources purge analytics billing audit");
    expect(menu(cast.dana)).toBe("apiKeys media sources purge analytics");
    expect(menu(cast.jonah)).toBe("apiKeys media");
    expect(menu(cast.priya)).toBe("apiKeys analytics billing");
    expect(menu(cast.tom)).toBe("apiKeys");
  });
});

describe("who can see Y", () => {
  it("is told of a file", () => {
    expect(whoMay((asker) => can(asker, "media.view", { level: null }))).toBe("mira dana léa sofia");
    expect(whoMay((asker) => can(asker, "media.view", { level: "view" }))).toBe("mira dana léa sofia jonah");
    expect(whoMay((asker) => can(asker, "media.delete", { level: "contribute" }))).toBe("mira dana léa");
  });

  it("is told of a key, a profile and a page", () => {
    expect(whoMay((asker) => can(asker, "apiKeys.view", { ownerId: "mem_dana" }))).toBe("mira dana");
    expect(whoMay((asker) => can(asker, "profile.view", { ownerId: "mem_dana" }))).toBe("dana");
    expect(whoMay((asker) => can(asker, "analytics.view"))).toBe("mira dana priya");
    expect(whoMay((asker) => can(asker, "users.view"))).toBe("mira");
    expect(whoMay((asker) => can(asker, "access.request"))).toBe("mira dana léa sofia jonah");
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

  it("does what both it and its owner may, and keeps the rest dormant", () => {
    const owner = closureOf(["media_browse", "purge"]);
    const { effective, dormant } = keyPower(["media_edit", "purge"], owner);
    expect(listOf(effective)).toEqual(["purge", "media_browse", "media_shared"]);
    expect(dormant).toEqual(["media_edit"]);
    expect(keyPower(["media_edit"], closureOf(["account_admin"])).dormant).toEqual([]);
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

  it("holds nothing", () => {
    const role = {
      kind: "role",
      id: "developer",
      name: "Developer",
      permissions: ROLES.developer.permissions,
    } as const;
    expect(effectiveOf({ active: false, sources: [role] })).toBe(setOf([]));
  });
});

describe("a refusal", () => {
  const refused = (operation: OperationId) => refusal(operation).details.missingPermissions;

  it("names the operation and each permission that would do", () => {
    expect(refusal("purge.run").message).toBe("To purge the cache, one needs Purge.");
    expect(refusal("purge.run").details).toEqual({ operation: "purge.run", missingPermissions: ["purge"] });
    expect(refused("users.remove")).toEqual(["account_admin"]);
    expect(refused("media.rename")).toEqual(["media_edit"]);
    expect(refused("collections.create")).toEqual(["media_edit", "media_shared"]);
  });

  it("promises no permission where only the person themselves may", () => {
    expect(refused("profile.edit")).toEqual([]);
    expect(refusal("profile.edit").message).toBe("To change one's profile, one must be signed in as oneself.");
  });

  it("is thrown by authorize and by nothing that is allowed", () => {
    expect(() => authorize(cast.dana, "users.remove")).toThrow(AppError);
    expect(() => authorize(cast.mira, "users.remove")).not.toThrow();
    expect(() => authorize(cast.jonah, "media.view", { level: null })).toThrow(
      "To open media, one needs Media Browse.",
    );
  });
});

describe("giving and comparing", () => {
  it("gives only what the giver holds", () => {
    expect(mayGive(cast.mira.permissions, ["billing", "media_edit"])).toBe(true);
    expect(mayGive(cast.dana.permissions, ["media_browse"])).toBe(true);
    expect(mayGive(cast.dana.permissions, ["purge", "billing"])).toBe(false);
    expect(mayGive(cast.tom.permissions, [])).toBe(true);
  });

  it("tells what a new role loses, and what it only narrows", () => {
    const change = compare(cast.sofia.permissions, cast.jonah.permissions);
    expect(change).toMatchObject({ gained: [], lost: [], widened: [] });
    expect(change.narrowed).toEqual(
      expect.arrayContaining(["media.view", "media.download", "media.zip", "comments.view", "collections.view"]),
    );
    expect(compare(cast.priya.permissions, cast.tom.permissions).lost).toContain("billing.cancel");
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
