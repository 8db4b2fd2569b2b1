import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { ActorAccount } from "@/lib/actor";
import { historyOf } from "@/lib/audit/queries/list-events";
import { DAY_MS } from "@/lib/day";
import { changeInvitation } from "@/lib/invitations/commands/change-invitation";
import { inviteUsers } from "@/lib/invitations/commands/invite-users";
import { copyInvitationLink, resendInvitation } from "@/lib/invitations/commands/resend-invitation";
import { revokeInvitation } from "@/lib/invitations/commands/revoke-invitation";
import { inviteUsersInput } from "@/lib/invitations/input";
import { findInvitation } from "@/lib/invitations/queries/find-invitation";
import { findInvitationById, listInvitations } from "@/lib/invitations/queries/list-invitations";
import { expire, invite, lastMailTo, tokenIn } from "@/lib/testing/invitations";
import { snapshotOf } from "@/lib/testing/snapshot";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { removeUser } from "@/lib/users/commands/remove-user";
import { usersSearch } from "@/lib/users/input";
import { countSeats } from "@/lib/users/queries/count-seats";

useTestDatabase();

let studio: Studio;

beforeEach(async () => {
  studio = await makeStudio();
});

const people = (...emails: string[]) =>
  inviteUsersInput.parse({ people: emails.map((email) => ({ email, roleId: "developer" })) });

const setDomains = (account: ActorAccount, domain: string) =>
  systemDb().execute(sql`update accounts set email_domains = array[${domain}] where id = ${account.id}`);

test("each person gets a mail that says who invites them to what, with a link for seven days", async () => {
  const { mira, account } = studio;
  const [wren] = await inviteUsers(
    mira,
    inviteUsersInput.parse({
      people: [{ email: "Wren@Example.com", name: "Wren Abara", roleId: "developer", permissions: ["billing"] }],
    }),
  );
  expect(wren).toMatchObject({ email: "wren@example.com", outcome: "invited" });
  const mail = await lastMailTo(account, "wren@example.com");
  expect(mail.subject).toBe("Mira Okafor invites you to Northlight Studio on Aperture");
  expect(mail.text).toContain("Your access: Developer and Billing");

  const invitation = await findInvitation(tokenIn(mail.text));
  expect(invitation).toMatchObject({
    account: { name: "Northlight Studio", slug: account.slug },
    invitedBy: "Mira Okafor",
    email: "wren@example.com",
    name: "Wren Abara",
    delivery: "mail",
    isNew: true,
    access: { role: "Developer", permissions: ["billing"], words: "Developer and Billing" },
  });
  expect(Math.round(((invitation?.expiresAt.getTime() ?? 0) - Date.now()) / DAY_MS)).toBe(7);
  expect((await historyOf(mira, wren?.invitationId ?? "")).rows).toMatchObject([
    { operation: "users.invite", after: { email: "wren@example.com", access: "Developer and Billing" } },
  ]);
});

test("addresses that need no invitation are skipped with the reason and hold no seat", async () => {
  const { mira, dana } = studio;
  await inviteUsers(mira, people("pending@example.com"));
  const { used } = await countSeats(mira);
  const outcomes = await inviteUsers(
    mira,
    people("new@example.com", dana.email, "pending@example.com", "NEW@example.com"),
  );
  expect(outcomes.map(({ reason }) => reason)).toEqual([
    null,
    "Dana Kessler is already a member.",
    "They are already invited. Send that invitation again, or change it.",
    "This address stands in the list twice.",
  ]);
  expect((await countSeats(mira)).used).toBe(used + 1);
});

test("someone who is a member of another account is simply invited", async () => {
  const other = await makeStudio({ plan: "pro", seatLimit: 20 });
  await removeUser(studio.mira, { memberId: studio.dana.memberId, keys: "revoke" });
  expect(await inviteUsers(studio.mira, people(other.dana.email))).toMatchObject([{ outcome: "invited" }]);
  expect((await findInvitation(tokenIn((await lastMailTo(studio.account, other.dana.email)).text)))?.isNew).toBe(false);
});

test("an account that is open to some domains invites nobody from elsewhere", async () => {
  const { mira, account } = studio;
  await setDomains(account, "northlight.studio");
  expect(
    await inviteUsers(mira, people("in@northlight.studio", "out@example.com", "x@evil-northlight.studio")),
  ).toMatchObject([
    { outcome: "invited" },
    { outcome: "skipped", reason: "This account is open to addresses at northlight.studio only." },
    { outcome: "skipped" },
  ]);
});

test("where seats are missing nobody is invited and nothing is mailed", async () => {
  const full = await makeStudio({ seatLimit: 10 });
  const before = await snapshotOf(full.account);
  await expect(inviteUsers(full.mira, people("a@example.com", "b@example.com", "c@example.com"))).rejects.toMatchObject(
    {
      code: "conflict",
      message: expect.stringContaining("3 seats are needed and 2 are free of 10."),
    },
  );
  expect(await snapshotOf(full.account)).toEqual(before);
  expect(await inviteUsers(full.mira, people("a@example.com", "b@example.com"))).toHaveLength(2);
  expect(await countSeats(full.mira)).toEqual({ members: 8, pending: 2, used: 10, limit: 10 });
});

test("an invitation that ran out frees its seat and gives way to a new one", async () => {
  const full = await makeStudio({ seatLimit: 9 });
  const first = await invite(full.mira, "wren@example.com");
  await expire(first.id);
  expect((await countSeats(full.mira)).pending).toBe(0);
  expect(await findInvitation(first.token)).toBeNull();
  const second = await invite(full.mira, "wren@example.com");
  expect(second.id).not.toBe(first.id);
  expect((await listInvitations(full.mira, usersSearch.parse({}))).rows.map(({ id }) => id)).toEqual([second.id]);
});

test("sending again makes a new link for seven days and ends the ones before", async () => {
  const { mira, account } = studio;
  const { id, token } = await invite(mira, "wren@example.com");
  await expire(id);
  await resendInvitation(mira, { invitationId: id });
  expect(await findInvitation(token)).toBeNull();
  const fresh = tokenIn((await lastMailTo(account, "wren@example.com")).text);
  expect(await findInvitation(fresh)).toMatchObject({ email: "wren@example.com" });
  expect((await findInvitationById(mira, id)).status).toBe("invited");
});

test("sending one again that had run out needs a free seat", async () => {
  const full = await makeStudio({ seatLimit: 9 });
  const { id } = await invite(full.mira, "wren@example.com");
  await resendInvitation(full.mira, { invitationId: id });
  await expire(id);
  await invite(full.mira, "other@example.com");
  const before = await snapshotOf(full.account);
  await expect(resendInvitation(full.mira, { invitationId: id })).rejects.toMatchObject({ code: "conflict" });
  expect(await snapshotOf(full.account)).toEqual(before);
});

test("a copied link opens the same invitation beside the mailed one, and no longer than it", async () => {
  const { mira } = studio;
  const { id, token } = await invite(mira, "wren@example.com");
  const { url } = await copyInvitationLink(mira, { invitationId: id });
  expect(await findInvitation(tokenIn(url))).toMatchObject({ email: "wren@example.com", delivery: "copy" });
  expect(await findInvitation(token)).toMatchObject({ delivery: "mail" });
  await expire(id);
  await expect(copyInvitationLink(mira, { invitationId: id })).rejects.toMatchObject({ code: "conflict" });
  expect(await findInvitation(tokenIn(url))).toBeNull();
});

test("a revoked invitation and its links are gone at once", async () => {
  const { mira } = studio;
  const { id, token } = await invite(mira, "wren@example.com");
  const { url } = await copyInvitationLink(mira, { invitationId: id });
  await revokeInvitation(mira, { invitationId: id });
  expect(await findInvitation(token)).toBeNull();
  expect(await findInvitation(tokenIn(url))).toBeNull();
  await expect(revokeInvitation(mira, { invitationId: id })).rejects.toMatchObject({ code: "not_found" });
  expect((await countSeats(mira)).pending).toBe(0);
});

test("what is offered can be changed before it is accepted, and back", async () => {
  const { mira, account } = studio;
  const { id, token } = await invite(mira, "wren@example.com");
  const offer = { roleId: "finance", permissions: ["purge" as const], grantsExpireAt: null };
  const { before } = await changeInvitation(mira, { invitationId: id, ...offer });
  expect((await findInvitation(token))?.access).toMatchObject({ words: "Finance and Purge" });
  const same = await snapshotOf(account);
  expect(await changeInvitation(mira, { invitationId: id, ...offer })).toMatchObject({ changed: false });
  expect(await snapshotOf(account)).toEqual(same);
  await changeInvitation(mira, before);
  expect((await findInvitation(token))?.access).toMatchObject({ words: "Developer" });
});

test("no secret of a link is kept", async () => {
  const { mira, account } = studio;
  const { token } = await invite(mira, "wren@example.com");
  const { invitation_links: links, audit_events: events } = await snapshotOf(account);
  expect(JSON.stringify({ links, events })).not.toContain(token);
});

test.each([
  ["a role that is not there", { roleId: "rol_unknown" }, "not_found"],
  [
    "single permissions that are over already",
    { permissions: ["purge"], grantsExpireAt: "2020-01-01T00:00:00Z" },
    "invalid",
  ],
])("%s is not offered", async (_, offer, code) => {
  const { mira, account } = studio;
  const { id } = await invite(mira, "wren@example.com");
  const before = await snapshotOf(account);
  const {
    people: [person],
  } = inviteUsersInput.parse({ people: [{ email: "new@example.com", roleId: null, ...offer }] });
  if (!person) throw new Error("There is no person.");
  await expect(inviteUsers(mira, { people: [person] })).rejects.toMatchObject({ code });
  const { email: _email, ...changed } = person;
  await expect(changeInvitation(mira, { invitationId: id, ...changed })).rejects.toMatchObject({ code });
  expect(await snapshotOf(account)).toEqual(before);
});

test("on Pro nobody is invited as restricted, on Free nobody at all", async () => {
  const [pro, free] = [
    await makeStudio({ plan: "pro", seatLimit: 20 }),
    await makeStudio({ plan: "free", seatLimit: 20 }),
  ];
  const restricted = inviteUsersInput.parse({
    people: [{ email: "a@example.com", roleId: "media_library_restricted_access" }],
  });
  await expect(inviteUsers(pro.mira, restricted)).rejects.toMatchObject({
    message: expect.stringContaining("Enterprise"),
  });
  await expect(inviteUsers(free.mira, people("a@example.com"))).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringContaining("under Billing"),
  });
});

test.each(["dana", "lea", "sofia", "jonah", "priya"] as const)(
  "%s invites nobody and touches no invitation",
  async (name) => {
    const { account, mira } = studio;
    const actor = studio[name];
    const { id: invitationId } = await invite(mira, "wren@example.com");
    const before = await snapshotOf(account);
    const attempts = [
      inviteUsers(actor, people("a@example.com")),
      resendInvitation(actor, { invitationId }),
      copyInvitationLink(actor, { invitationId }),
      revokeInvitation(actor, { invitationId }),
      changeInvitation(actor, { invitationId, roleId: null, permissions: [] }),
      findInvitationById(actor, invitationId),
      listInvitations(actor, usersSearch.parse({})),
    ];
    for (const attempt of await Promise.allSettled(attempts))
      expect(attempt).toMatchObject({
        reason: { code: "forbidden", details: { missingPermissions: ["account_admin"] } },
      });
    expect(await snapshotOf(account)).toEqual(before);
  },
);

test("two hundred people are invited in one request", async () => {
  const { mira } = studio;
  await systemDb().execute(sql`update accounts set seat_limit = 1000 where id = ${mira.account.id}`);
  const outcomes = await inviteUsers(mira, people(...Array.from({ length: 200 }, (_, i) => `${i}@example.com`)));
  expect(outcomes.every(({ outcome }) => outcome === "invited")).toBe(true);
});
