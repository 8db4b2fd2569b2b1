import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as invitations from "@/lib/invitations/input";
import * as users from "@/lib/users/input";

const memberId = "mem_01k9";
const invitationId = "inv_01k9";

/** Every schema, with an input that it takes. */
const SCHEMAS = {
  usersSearch: [users.usersSearch, { q: "dana", permission: "purge", limit: 20 }],
  changeAccess: [users.changeAccessInput, { memberId, roleId: "finance", grants: [{ permission: "purge" }] }],
  changeRoles: [users.changeRolesInput, { memberIds: [memberId], roleId: null }],
  suspendUsers: [users.suspendUsersInput, { memberIds: [memberId], reason: "Away" }],
  reactivateUsers: [users.reactivateUsersInput, { memberIds: [memberId] }],
  removeUser: [users.removeUserInput, { memberId, keys: { handTo: memberId }, note: "Bye" }],
  user: [users.userInput, { memberId }],
  inviteUsers: [
    invitations.inviteUsersInput,
    { people: [{ email: "a@example.com", roleId: null, permissions: ["purge"] }] },
  ],
  invitation: [invitations.invitationInput, { invitationId }],
  changeInvitation: [invitations.changeInvitationInput, { invitationId, roleId: null, permissions: [] }],
  acceptInvitation: [invitations.acceptInvitationInput, { token: "a".repeat(43), name: "Wren" }],
} as const;

const all = Object.entries(SCHEMAS);

/** What would make its sender more than they are, if it were spread into a row. */
const HOSTILE = [
  "accountId account_id actor actorId admin createdAt effective effectivePermissions endedAt expiresAt id isAdmin",
  "ownerId owner_id permission plan role roleIds role_id scopes seatLimit startedBy status suspended userId user_id",
]
  .join(" ")
  .split(" ");

test.each(all)("%s takes what it is made for", (_, [schema, input]) => {
  expect(schema.safeParse(input).success).toBe(true);
});

test.each(all)("%s refuses every other field by its name, at each depth", (_, [schema, input]) => {
  for (const field of HOSTILE.filter((name) => !(name in input)))
    expect(injected(input, field).filter((hostile) => schema.safeParse(hostile).success)).toEqual([]);
  expect(schema.safeParse({ ...input, isAdmin: true }).error?.issues[0]?.message).toBe("There is no field isAdmin.");
  expect(schema.safeParse(JSON.parse(`{"__proto__": {"admin": true}, ${JSON.stringify(input).slice(1)}`)).success).toBe(
    false,
  );
});

/** The input with the field added to it, and to each object within. */
function injected(value: unknown, field: string): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item, i) => injected(item, field).map((changed) => value.with(i, changed)));
  if (typeof value !== "object" || value === null) return [];
  const own = field in value ? [] : [{ ...value, [field]: "account_admin" }];
  return [
    ...own,
    ...Object.entries(value).flatMap(([name, inner]) =>
      injected(inner, field).map((changed) => ({ ...value, [name]: changed })),
    ),
  ];
}

test.each(all)("%s answers anything at all with its value or one clear sentence", (_, [schema, input]) => {
  const anyField = fc.constantFrom(...Object.keys(input));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.tuple(anyField, fc.anything()).map(([name, value]) => ({ ...input, [name]: value })),
      ),
      (raw) => {
        for (const { message } of schema.safeParse(raw).error?.issues ?? []) expect(message).toMatch(/^[A-Z].+\.$/);
      },
    ),
    { numRuns: 300 },
  );
});

describe("an address", () => {
  const parse = (email: string) =>
    invitations.inviteUsersInput.safeParse({ people: [{ email, roleId: null }] }).data?.people[0]?.email;

  test.each([
    ["  Dana.Kessler+test@Example.COM ", "dana.kessler+test@example.com"],
    ["o'neil@example.co.uk", "o'neil@example.co.uk"],
    ["a@xn--bcher-kva.example", "a@xn--bcher-kva.example"],
  ])("%j is kept in one form", (given, kept) => expect(parse(given)).toBe(kept));

  test.each([
    "",
    "dana",
    "@example.com",
    "dana@",
    "dana@localhost",
    "a@b@example.com",
    "a,b@example.com",
    "a@example.com,b@example.com",
    '"a b"@example.com',
    "a b@example.com",
    "a@exam\u0440le.com",
    "d\u0430na@example.com",
    "dana\uFF20example.com",
    "\u212Aay@example.com",
    "a@example.com\r\nBcc: b@example.com",
    "a@example.com\0",
    "<a@example.com>",
    "a..b@example.com",
    ".a@example.com",
    "a@-example.com",
    `${"a".repeat(65)}@example.com`,
    `a@${"b".repeat(250)}.com`,
  ])("%j is none", (given) => expect(parse(given)).toBeUndefined());
});
