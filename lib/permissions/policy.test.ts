import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { compare, effectiveOf, keyPower, mayGive } from "@/lib/permissions/access";
import { type Asker, authorize, can, canEver, refusal } from "@/lib/permissions/can";
import type { Level, OperationId } from "@/lib/permissions/operations";
import { closureOf, listOf, setOf } from "@/lib/permissions/permissions";
import { BUILT_IN_ROLES, type BuiltInRole, ROLES } from "@/lib/permissions/roles";
import { cast, link } from "@/lib/permissions/testing/askers";

const everybody = Object.keys(cast) as (keyof typeof cast)[];
const whoMay = (may: (asker: Asker) => boolean) => everybody.filter((name) => may(cast[name])).join(" ");

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
  it("does what both it and its owner may, and keeps the rest dormant", () => {
    const owner = closureOf(["media_browse", "purge"]);
    const { effective, dormant } = keyPower(["media_edit", "purge"], owner);
    expect(listOf(effective)).toEqual(["purge", "media_browse", "media_shared"]);
    expect(dormant).toEqual(["media_edit"]);
    expect(keyPower(["media_edit"], closureOf(["account_admin"])).dormant).toEqual([]);
  });
});

describe("who is suspended", () => {
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
