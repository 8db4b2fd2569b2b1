import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { ActorAccount } from "@/lib/actor";
import { type Claims, confirmLogin, type PendingLogin, signInByLogin } from "@/lib/sign-in/commands/sign-in-by-login";
import { anAddress, anOrigin, inviteAddress } from "@/lib/testing/sign-in";
import { joinAccount, makeAccount } from "@/lib/testing/studio";

useTestDatabase();

let account: ActorAccount;
beforeAll(async () => {
  account = await makeAccount();
});

const claimsOf = (email: unknown, rest: Partial<Claims> = {}): Claims => ({
  issuer: "https://accounts.google.com",
  subject: randomBytes(8).toString("hex"),
  email,
  emailVerified: true,
  name: "Dana Kessler",
  ...rest,
});

async function confirmed(claims: Claims): Promise<void> {
  const outcome = await signInByLogin(claims, anOrigin());
  if (outcome.kind !== "confirm") throw new Error(outcome.kind);
  await confirmLogin(outcome.login, anOrigin());
}

const loginsOf = (userId: string) =>
  systemDb().execute<{ subject: string }>(
    sql`select subject from logins where user_id = ${userId} and ended_at is null`,
  );

describe("a login nobody has yet", () => {
  test("asks first, then is the person's", async () => {
    const { email, userId } = await joinAccount(account);
    const claims = claimsOf(email.toUpperCase());
    const outcome = await signInByLogin(claims, anOrigin());
    expect(outcome).toMatchObject({ kind: "confirm", login: { email, subject: claims.subject } });
    expect(await loginsOf(userId)).toEqual([]);
    await confirmed(claims);
    expect(await loginsOf(userId)).toEqual([{ subject: claims.subject }]);
    expect((await signInByLogin(claims, anOrigin())).kind).toBe("session");
  });

  test.each([
    ["unverified", { emailVerified: false }],
    ["verified in words", { emailVerified: "true" }],
    ["verified by one", { emailVerified: 1 }],
    ["not said to be verified", { emailVerified: undefined }],
  ])("with an address that is %s links to nobody", async (_name, claims) => {
    const { email } = await joinAccount(account);
    expect(await signInByLogin(claimsOf(email, claims), anOrigin())).toEqual({ kind: "unknown" });
  });

  test("of a stranger, of no address and of two addresses is unknown", async () => {
    const { email } = await joinAccount(account);
    for (const claimed of [
      anAddress(),
      undefined,
      [email],
      `${email},x@evil.example`,
      `${email}\r\nx`,
      email.replace("@", "﹫"),
    ])
      expect(await signInByLogin(claimsOf(claimed), anOrigin())).toEqual({ kind: "unknown" });
  });

  test("of someone invited makes their user, by the name the issuer gives", async () => {
    const email = anAddress();
    await inviteAddress(account, email);
    await confirmed(claimsOf(email));
    const [user] = await systemDb().execute(sql`select name from users where email = ${email}`);
    expect(user).toEqual({ name: "Dana Kessler" });
  });

  test("confirmed ten times at once is tied once", async () => {
    const { email, userId } = await joinAccount(account);
    const outcome = await signInByLogin(claimsOf(email), anOrigin());
    const { login } = outcome as { login: PendingLogin };
    await Promise.all(Array.from({ length: 10 }, () => confirmLogin(login, anOrigin())));
    expect(await loginsOf(userId)).toHaveLength(1);
  });

  test("cannot be confirmed by someone removed meanwhile", async () => {
    const { email, memberId } = await joinAccount(account);
    const { login } = (await signInByLogin(claimsOf(email), anOrigin())) as { login: PendingLogin };
    await systemDb().execute(sql`update members set ended_at = now(), ended_by = 'system' where id = ${memberId}`);
    await expect(confirmLogin(login, anOrigin())).rejects.toMatchObject({ code: "gone" });
  });
});

describe("a login that is somebody's", () => {
  test("is theirs whatever address it has now", async () => {
    const { email, userId } = await joinAccount(account);
    const other = await joinAccount(account);
    const claims = claimsOf(email);
    await confirmed(claims);
    for (const changed of [other.email, "new@elsewhere.example", undefined]) {
      const outcome = await signInByLogin({ ...claims, email: changed, emailVerified: false }, anOrigin());
      expect(outcome.kind).toBe("session");
    }
    const sessions = await systemDb().execute(sql`select user_id from sessions where user_id = ${other.userId}`);
    expect(sessions).toEqual([]);
    expect(await loginsOf(userId)).toHaveLength(1);
  });

  test("is another one at another issuer", async () => {
    const { email } = await joinAccount(account);
    const claims = claimsOf(email);
    await confirmed(claims);
    const elsewhere = { ...claims, issuer: "https://evil.example", emailVerified: false };
    expect(await signInByLogin(elsewhere, anOrigin())).toEqual({ kind: "unknown" });
  });

  test("opens nothing once they are suspended everywhere", async () => {
    const { email, memberId } = await joinAccount(account);
    const claims = claimsOf(email);
    await confirmed(claims);
    await systemDb().execute(sql`insert into suspensions (account_id, id, member_id, started_by)
      values (${account.id}, ${`sus_${randomBytes(8).toString("hex")}`}, ${memberId}, 'system')`);
    expect(await signInByLogin(claims, anOrigin())).toEqual({ kind: "unknown" });
  });
});
