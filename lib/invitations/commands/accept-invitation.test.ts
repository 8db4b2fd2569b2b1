import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { newId } from "@/db/ids";
import { useTestDatabase } from "@/db/testing/database";
import { historyOf } from "@/lib/audit/queries/list-events";
import { acceptInvitation, type Proof } from "@/lib/invitations/commands/accept-invitation";
import { copyInvitationLink, resendInvitation } from "@/lib/invitations/commands/resend-invitation";
import { revokeInvitation } from "@/lib/invitations/commands/revoke-invitation";
import { findInvitation } from "@/lib/invitations/queries/find-invitation";
import { faultsOf } from "@/lib/testing/faults";
import { expire, invite, tokenIn } from "@/lib/testing/invitations";
import { ORIGIN } from "@/lib/testing/keys";
import { snapshotOf } from "@/lib/testing/snapshot";
import { asMember, makeStudio, type Studio } from "@/lib/testing/studio";
import { countSeats } from "@/lib/users/queries/count-seats";
import { findUser } from "@/lib/users/queries/find-user";

useTestDatabase();

let studio: Studio;
let email: string;

beforeEach(async () => {
  studio = await makeStudio();
  email = newAddress();
});

const newAddress = () => `${randomBytes(6).toString("hex")}@example.com`;
const mailLink: Proof = { kind: "mail-link" };
const accept = (token: string, by: Proof = mailLink, name?: string) =>
  acceptInvitation({ token, by, origin: ORIGIN, ...(name && { name }) });

async function makeUser(address: string, verified = true): Promise<string> {
  const id = newId("user");
  await systemDb().execute(sql`insert into users (id, email, name, time_zone, email_verified_at)
    values (${id}, ${address}, 'Wren Abara', 'Asia/Tokyo', ${verified ? sql`now()` : null})`);
  return id;
}

test("someone new becomes a user and a member with exactly what was offered, and is signed in", async () => {
  const { mira, account } = studio;
  const until = new Date(Date.now() + 3_600_000);
  const { id, token } = await invite(mira, email, { roleId: "finance", permissions: ["purge"], grantsExpireAt: until });
  const accepted = await accept(token, mailLink, "Wren Abara");
  expect(accepted).toMatchObject({ account: { slug: account.slug }, session: { token: expect.any(String) } });
  expect(await findUser(mira, accepted.memberId)).toMatchObject({
    name: "Wren Abara",
    email,
    role: { id: "finance" },
    grants: [{ permission: "purge", expiresAt: until }],
    effective: ["analytics", "billing", "purge"],
    given: [{ by: "Mira Okafor" }, { by: "Mira Okafor" }],
    sessions: [{ method: "email" }],
  });
  const operations = (await historyOf(mira, accepted.memberId)).rows.map((event) => event.operation);
  expect(operations).toEqual(["invitations.accept", "session.start"]);
  expect((await historyOf(mira, id)).rows.map((event) => event.operation)).toEqual(["users.invite"]);
});

test("a user of the server joins as who they are, signed in with the invited address", async () => {
  const { mira } = studio;
  const userId = await makeUser(email);
  const { id } = await invite(mira, email);
  const { url } = await copyInvitationLink(mira, { invitationId: id });
  const accepted = await accept(tokenIn(url), { kind: "user", userId });
  expect(accepted).toMatchObject({ userId, session: null });
  expect(await findUser(mira, accepted.memberId)).toMatchObject({ name: "Wren Abara", timeZone: "Asia/Tokyo" });
});

test("the seat that the invitation held becomes the member's", async () => {
  const full = await makeStudio({ seatLimit: 9 });
  const { token } = await invite(full.mira, email);
  expect(await countSeats(full.mira)).toMatchObject({ members: 8, pending: 1, used: 9 });
  await accept(token);
  expect(await countSeats(full.mira)).toMatchObject({ members: 9, pending: 0, used: 9 });
});

test("single permissions that have run out meanwhile are not given", async () => {
  const { mira, account } = studio;
  const grantsExpireAt = new Date(Date.now() + 3_600_000);
  const { id, token } = await invite(mira, email, { roleId: null, permissions: ["purge"], grantsExpireAt });
  await systemDb().execute(sql`update invitations set grants_expire_at = now() where id = ${id}`);
  const { memberId } = await accept(token);
  expect((await asMember(account, memberId)).access.sources).toEqual([]);
});

describe("whatever the link was, once it is closed it is closed alike", () => {
  const closings: [string, (id: string, token: string) => Promise<unknown>][] = [
    ["accepted", (_, token) => accept(token)],
    ["revoked", (id) => revokeInvitation(studio.mira, { invitationId: id })],
    ["run out", expire],
    ["sent again", (id) => resendInvitation(studio.mira, { invitationId: id })],
  ];
  test.each(closings)("%s", async (_, close) => {
    const { id, token } = await invite(studio.mira, email);
    await close(id, token);
    const before = await snapshotOf(studio.account);
    const unknown = randomBytes(32).toString("base64url");
    expect(await findInvitation(token)).toEqual(await findInvitation(unknown));
    expect(await accept(token).catch(String)).toBe(await accept(unknown).catch(String));
    await expect(accept(token)).rejects.toMatchObject({ code: "gone" });
    expect(await snapshotOf(studio.account)).toEqual(before);
  });
});

describe("only the invited person accepts", () => {
  test("not someone signed in with another address, nor with one that nobody has verified", async () => {
    const { id } = await invite(studio.mira, email);
    const { url } = await copyInvitationLink(studio.mira, { invitationId: id });
    const before = await snapshotOf(studio.account);
    for (const userId of [await makeUser(newAddress()), await makeUser(email, false), studio.dana.userId])
      await expect(accept(tokenIn(url), { kind: "user", userId })).rejects.toMatchObject({
        code: "conflict",
        message: `This invitation is for ${email}. Sign in with that address to accept it.`,
      });
    expect(await snapshotOf(studio.account)).toEqual(before);
  });

  test("not whoever has a copied link, without signing in", async () => {
    const { id } = await invite(studio.mira, email);
    const { url } = await copyInvitationLink(studio.mira, { invitationId: id });
    await expect(accept(tokenIn(url))).rejects.toMatchObject({ code: "conflict" });
    expect(await systemDb().execute(sql`select from users where email = ${email}`)).toHaveLength(0);
  });

  test("not by mail where the account is open to Google only", async () => {
    const { token } = await invite(studio.mira, email);
    await systemDb().execute(sql`update accounts set google_only = true where id = ${studio.account.id}`);
    await expect(accept(token)).rejects.toMatchObject({ message: expect.stringContaining("Sign in with Google") });
    const userId = await makeUser(email);
    expect(await accept(token, { kind: "user", userId })).toMatchObject({ userId });
  });

  test("not where the account has closed itself to the address since", async () => {
    const { token } = await invite(studio.mira, email);
    await systemDb().execute(
      sql`update accounts set email_domains = '{northlight.studio}' where id = ${studio.account.id}`,
    );
    await expect(accept(token)).rejects.toMatchObject({ code: "conflict" });
  });

  test("not whoever is a member already", async () => {
    const { token } = await invite(studio.mira, email);
    await systemDb().execute(sql`update users set email = ${email} where id = ${studio.lea.userId}`);
    const attempt = accept(token, { kind: "user", userId: studio.lea.userId });
    await expect(attempt).rejects.toMatchObject({ message: "You are already a member of Northlight Studio." });
    await systemDb().execute(sql`update users set email = ${studio.lea.email} where id = ${studio.lea.userId}`);
  });
});

test("fifty accept at once and one does", { timeout: 60_000 }, async () => {
  const { mira } = studio;
  const { token } = await invite(mira, email);
  const attempts = await Promise.allSettled(Array.from({ length: 50 }, () => accept(token)));
  expect(attempts.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const refused = attempts.filter((attempt) => attempt.status === "rejected");
  expect(new Set(refused.map(({ reason }) => reason.code))).toEqual(new Set(["gone"]));
  const rows = await systemDb().execute(
    sql`select m.id from members m join users u on u.id = m.user_id where u.email = ${email}`,
  );
  expect(rows).toHaveLength(1);
});

test(
  "fifty invite, accept, send again and revoke at once with one seat left, and no seat is ever overbooked",
  { timeout: 120_000 },
  async () => {
    for (let round = 0; round < 5; round++) {
      const full = await makeStudio({ seatLimit: 9 });
      const { mira, tomas } = full;
      const old = await invite(mira, newAddress());
      await expire(old.id);
      const waiting = await invite(mira, newAddress());
      const attempts = Array.from({ length: 50 }, async (_, i) => {
        if (i % 10 === 3) return accept(waiting.token);
        if (i % 10 === 6) return resendInvitation(tomas, { invitationId: old.id });
        if (i === 25) return revokeInvitation(mira, { invitationId: waiting.id });
        const { token } = await invite(i % 2 ? mira : tomas, newAddress());
        return accept(token);
      });
      expect(await faultsOf(attempts)).toEqual([]);
      const { used } = await countSeats(mira);
      expect(used).toBeGreaterThanOrEqual(8);
      expect(used).toBeLessThanOrEqual(9);
    }
  },
);
