import { describe, expect, test } from "vitest";
import { ROLES } from "@/lib/permissions/roles";
import {
  changeInWords,
  countChanges,
  draftOf,
  effectiveOfDraft,
  endAt,
  type Given,
  givenBy,
  marksOf,
  mediaLevelOf,
  missingOfRole,
  resetToRole,
  roleOf,
  setMediaLevel,
  signatureOf,
  startFrom,
  switchPermission,
} from "./access-draft";

const roles = Object.entries(ROLES).map(([id, { label, permissions }]) => ({
  id,
  name: label,
  permissions,
  blocked: null,
}));
const roleNamed = (id: string) => roles.find((role) => role.id === id) ?? null;
const forever = (permission: Given["grants"][number]["permission"]) => ({ permission, expiresAt: null });

const dana: Given = { roleId: "developer", grants: [forever("billing")] };

describe("an untouched draft", () => {
  test.each<Given>([
    dana,
    { roleId: null, grants: [] },
    { roleId: "account_administrator", grants: [] },
    { roleId: "finance", grants: [{ permission: "account_admin", expiresAt: "2026-11-30T00:00:00.000Z" }] },
    { roleId: null, grants: [forever("analytics"), forever("media_edit")] },
    {
      roleId: null,
      grants: [{ permission: "media_edit", expiresAt: "2026-11-30T00:00:00.000Z" }, forever("media_browse")],
    },
  ])("means what is saved: %j", (given) => {
    expect(signatureOf(givenBy(draftOf(given, roles)))).toBe(signatureOf(given));
  });
});

describe("switching", () => {
  test("a permission beyond the role becomes a single one beside it", () => {
    const draft = switchPermission(draftOf({ roleId: "finance", grants: [] }, roles), "purge", true);
    expect(givenBy(draft)).toEqual({ roleId: "finance", grants: [forever("purge")] });
    expect(marksOf(draft, draft).of("purge")).toBe("added");
  });

  test("a permission of the role off ends the role and keeps the rest", () => {
    const draft = switchPermission(draftOf(dana, roles), "purge", false);
    expect(roleOf(draft)).toBeNull();
    expect(missingOfRole(draft)).toEqual(["purge"]);
    expect(givenBy(draft)).toEqual({
      roleId: null,
      grants: ["billing", "analytics", "sources", "media_edit"].map((permission) => ({ permission, expiresAt: null })),
    });
    expect(marksOf(draft, draft)).toMatchObject({ media: null });
    expect(marksOf(draft, draft).of("purge")).toBe("removed");
  });

  test("off and on again is where it began", () => {
    const saved = draftOf(dana, roles);
    const back = switchPermission(switchPermission(saved, "purge", false), "purge", true);
    expect(givenBy(back)).toEqual(givenBy(saved));
  });

  test("Account Admin on brings everything, off again what was there", () => {
    const saved = draftOf(dana, roles);
    const admin = switchPermission(saved, "account_admin", true);
    expect(effectiveOfDraft(admin)).toBe(
      effectiveOfDraft(draftOf({ roleId: "account_administrator", grants: [] }, roles)),
    );
    expect(givenBy(switchPermission(admin, "account_admin", false))).toEqual(givenBy(saved));
  });

  test("an administrator by role keeps the rest as single permissions", () => {
    const draft = switchPermission(
      draftOf({ roleId: "account_administrator", grants: [] }, roles),
      "account_admin",
      false,
    );
    expect(givenBy(draft).grants.map(({ permission }) => permission)).toEqual([
      "analytics",
      "billing",
      "sources",
      "purge",
      "media_edit",
    ]);
  });
});

describe("the library's level", () => {
  test("each step includes those below it", () => {
    const draft = setMediaLevel(draftOf({ roleId: null, grants: [] }, roles), "edit");
    expect(givenBy(draft).grants).toEqual([forever("media_edit")]);
    const lower = setMediaLevel(draft, "browse");
    expect(givenBy(lower).grants).toEqual([forever("media_browse")]);
    expect(mediaLevelOf(effectiveOfDraft(setMediaLevel(lower, "none")))).toBe("none");
  });

  test("below the role's level is marked as removed", () => {
    const draft = setMediaLevel(draftOf(dana, roles), "browse");
    expect(marksOf(draft, draft).media).toBe("removed");
    expect(roleOf(draft)).toBeNull();
  });
});

describe("the role to start from", () => {
  test("single permissions stay beside another role, except those it gives", () => {
    const draft = startFrom(draftOf(dana, roles), roleNamed("finance"));
    expect(givenBy(draft)).toEqual({ roleId: "finance", grants: [] });
    const viewer = startFrom(draftOf(dana, roles), roleNamed("media_library_view_only_access"));
    expect(givenBy(viewer).grants).toEqual([forever("billing")]);
  });

  test("no role leaves the single permissions", () => {
    expect(givenBy(startFrom(draftOf(dana, roles), null))).toEqual({ roleId: null, grants: [forever("billing")] });
  });

  test("reset leaves exactly the role", () => {
    const draft = endAt(draftOf(dana, roles), "billing", "2026-11-30T00:00:00.000Z");
    expect(givenBy(resetToRole(switchPermission(draft, "purge", false)))).toEqual({ roleId: "developer", grants: [] });
  });
});

test("an end belongs to the single permission and goes with it", () => {
  const until = "2026-11-30T00:00:00.000Z";
  const draft = endAt(draftOf(dana, roles), "billing", until);
  expect(givenBy(draft).grants).toEqual([{ permission: "billing", expiresAt: until }]);
  const again = switchPermission(switchPermission(draft, "billing", false), "billing", true);
  expect(givenBy(again).grants).toEqual([forever("billing")]);
  expect(givenBy(endAt(draft, "billing", null)).grants).toEqual([forever("billing")]);
});

test("changes are counted as a person would", () => {
  const saved = draftOf(dana, roles);
  expect(countChanges(saved, saved)).toBe(0);
  expect(countChanges(switchPermission(saved, "purge", false), saved)).toBe(1);
  expect(countChanges(switchPermission(setMediaLevel(saved, "none"), "billing", false), saved)).toBe(2);
  expect(countChanges(startFrom(saved, roleNamed("finance")), saved)).toBe(1);
  expect(countChanges(switchPermission(startFrom(saved, roleNamed("finance")), "purge", true), saved)).toBe(2);
  expect(countChanges(endAt(saved, "billing", "2026-11-30T00:00:00.000Z"), saved)).toBe(1);
});

test("a change is told by what it opens and closes", () => {
  const after = givenBy(setMediaLevel(switchPermission(draftOf(dana, roles), "billing", false), "browse"));
  expect(changeInWords("Dana", dana, after, roles)).toBe("Dana loses Billing and Media Edit");
  const admin = givenBy(switchPermission(draftOf(dana, roles), "account_admin", true));
  expect(changeInWords("Dana", dana, admin, roles)).toBe("Dana gains Account Admin");
  const temporary = givenBy(endAt(draftOf(dana, roles), "billing", "2026-11-30T00:00:00.000Z"));
  expect(changeInWords("Dana", dana, temporary, roles)).toContain("stays the same");
});
