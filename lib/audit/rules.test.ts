import { expect, test } from "vitest";
import { changesOf, eventLabel } from "@/lib/audit/rules";

test("a changed value is told with what it was and is, in the words of the product", () => {
  expect(changesOf({ role: "developer", name: "Dana" }, { role: "finance", name: "Dana" })).toEqual([
    { field: "role", label: "Role", before: "Developer", after: "Finance", added: [], removed: [] },
  ]);
});

test("of lists only what came and went is told", () => {
  const until = "2026-12-01T00:00:00.000Z";
  const [change] = changesOf(
    { permissions: ["purge", "billing"] },
    { permissions: ["billing", { permission: "sources", expiresAt: until }] },
  );
  expect(change).toMatchObject({ added: [`Sources until ${until}`], removed: ["Purge"] });
});

test("what is made has no before, what ends has no after", () => {
  expect(changesOf(null, { expiresAt: "2026-12-01", active: true })).toMatchObject([
    { label: "Expires at", before: null, after: "2026-12-01" },
    { label: "Active", before: null, after: "Yes" },
  ]);
  expect(changesOf({ role: { id: "rol_1", name: "Editor" } }, null)).toMatchObject([{ before: "Editor", after: null }]);
});

test("equal states and states that are no objects have no differences", () => {
  expect(changesOf({ a: [1] }, { a: [1] })).toEqual([]);
  expect(changesOf("x", 7)).toEqual([]);
});

test("every recorded event has a label in words", () => {
  expect(eventLabel("users.invite")).toBe("Invite people");
  expect(eventLabel("session.start")).toBe("Sign in");
});
