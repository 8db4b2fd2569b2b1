import { expect, test } from "vitest";
import { askedPermission } from "@/lib/access/rules/asked-permission";
import { PERMISSION_IDS, PERMISSIONS } from "@/lib/permissions/permissions";

test.each([
  ["who can purge?", "purge"],
  ["Who can pay invoices", "billing"],
  ["who may deploy sources?", "sources"],
  ["who can upload", "media_edit"],
  ["who can invite people?", "account_admin"],
  ["who has analytics", "analytics"],
])("%s asks for %s", (text, permission) => {
  expect(askedPermission(text)).toBe(permission);
});

test.each(PERMISSION_IDS)("%s is found by its label", (permission) => {
  expect(askedPermission(`who has ${PERMISSIONS[permission].label}?`)).toBe(permission);
});

test.each(["dana", "who", "who can", "who can fly to the moon", ""])("%j asks for none", (text) => {
  expect(askedPermission(text)).toBeNull();
});
