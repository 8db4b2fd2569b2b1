import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { systemDb, withSystem } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { AppError } from "@/lib/errors";
import { createOperatorLink } from "@/lib/sign-in/commands/operator-link";
import { redeemSignInLink } from "@/lib/sign-in/commands/redeem-link";
import { requestSignInLink } from "@/lib/sign-in/commands/request-link";
import { findLinkState } from "@/lib/sign-in/queries";
import { LINKS_PER_ADDRESS, LINKS_PER_NETWORK } from "@/lib/sign-in/rules";
import { ageLinks, anAddress, anOrigin, inviteAddress, mailedToken } from "@/lib/testing/sign-in";
import { joinAccount, makeAccount, makeStudio, type Studio } from "@/lib/testing/studio";
import { hashToken, newToken } from "@/lib/tokens";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

/** A member of the studio with a link in the mail, and the browser that asked for it. */
async function someoneWithLink(next = "/") {
  const { email, userId } = await joinAccount(studio.account, { role: "developer" });
  const browser = newToken();
  await requestSignInLink({ email, next }, browser, anOrigin());
  return { email, userId, browser, token: (await mailedToken(email)) ?? "" };
}

const sessionsOf = (userId: string) =>
  systemDb().execute<{ tokenHash: string; method: string }>(
    sql`select token_hash as "tokenHash", method from sessions where user_id = ${userId} and ended_at is null`,
  );
const linksOf = (email: string) =>
  systemDb().execute<Record<string, unknown>>(sql`select * from one_time_links where email = ${email}`);

describe("a mailed link", () => {
  test("signs its person in and leads on", async () => {
    const { userId, browser, token } = await someoneWithLink("/northlight/users?user=mem_1");
    const session = await redeemSignInLink({ token }, browser, anOrigin());
    expect(session.next).toBe("/northlight/users?user=mem_1");
    expect(await sessionsOf(userId)).toEqual([{ tokenHash: hashToken(session.token), method: "email" }]);
  });

  test("is kept as a hash alone", async () => {
    const { email, token } = await someoneWithLink();
    expect(JSON.stringify(await linksOf(email))).not.toContain(token);
  });

  test("opened twenty times at once, lets in once", async () => {
    const { userId, browser, token } = await someoneWithLink();
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => redeemSignInLink({ token }, browser, anOrigin())),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await sessionsOf(userId)).toHaveLength(1);
  });

  test("is not used up by looking at it, as mail scanners do", async () => {
    const { browser, token } = await someoneWithLink();
    for (let i = 0; i < 3; i++) expect(await findLinkState(token, null)).toBe("other_browser");
    expect(await findLinkState(token, browser)).toBe("open");
    await redeemSignInLink({ token }, browser, anOrigin());
    expect(await findLinkState(token, browser)).toBe("closed");
  });

  test.each([["none", null] as const, ["another", newToken()] as const])(
    "opens nothing in a browser with %s secret, and stays good for its own",
    async (_name, other) => {
      const { browser, token } = await someoneWithLink();
      await expect(redeemSignInLink({ token }, other, anOrigin())).rejects.toMatchObject({ code: "gone" });
      await expect(redeemSignInLink({ token }, browser, anOrigin())).resolves.toBeDefined();
    },
  );

  test("ends after ten minutes of the database's clock", async () => {
    const late = await someoneWithLink();
    await ageLinks(late.email, 10);
    expect(await findLinkState(late.token, late.browser)).toBe("closed");
    await expect(redeemSignInLink(late, late.browser, anOrigin())).rejects.toMatchObject({ code: "gone" });
    const inTime = await someoneWithLink();
    await ageLinks(inTime.email, 9);
    await expect(redeemSignInLink({ token: inTime.token }, inTime.browser, anOrigin())).resolves.toBeDefined();
  });

  test("ends the other links to its address, and a stranger's request ends none", async () => {
    const { email, browser, token } = await someoneWithLink();
    await requestSignInLink({ email, next: "/" }, newToken(), anOrigin());
    const strangers = (await mailedToken(email)) ?? "";
    expect(await findLinkState(token, browser)).toBe("open");
    await redeemSignInLink({ token }, browser, anOrigin());
    expect(await findLinkState(strangers, null)).toBe("closed");
  });

  test("lets nobody in who was suspended or removed meanwhile", async () => {
    const { userId, browser, token } = await someoneWithLink();
    await systemDb().execute(sql`update members set ended_at = now(), ended_by = 'system' where user_id = ${userId}`);
    await expect(redeemSignInLink({ token }, browser, anOrigin())).rejects.toMatchObject({ code: "gone" });
    expect(await sessionsOf(userId)).toEqual([]);
  });

  test("makes the user of someone who is invited and new", async () => {
    const email = `sam.o'neil.${newToken().slice(0, 6).toLowerCase().replace(/\W/g, "0")}@example.com`;
    await inviteAddress(studio.account, email);
    const browser = newToken();
    await requestSignInLink({ email, next: "/" }, browser, anOrigin());
    await redeemSignInLink({ token: (await mailedToken(email)) ?? "" }, browser, anOrigin());
    const [user] = await systemDb().execute(
      sql`select name, email_verified_at is not null as verified from users where email = ${email}`,
    );
    expect(user).toEqual({ name: expect.stringMatching(/^Sam O'neil/), verified: true });
  });

  test("made by the operator works in any browser", async () => {
    const { email, userId } = await joinAccount(studio.account, { role: "developer" });
    const path = await withSystem((tx) => createOperatorLink(tx, email));
    await redeemSignInLink({ token: path.split("/").at(-1) ?? "" }, null, anOrigin());
    expect(await sessionsOf(userId)).toHaveLength(1);
  });
});

describe("asking for a link", () => {
  const outcome = (email: string, origin = anOrigin()) =>
    requestSignInLink({ email, next: "/" }, newToken(), origin).then(
      () => "sent",
      (error: unknown) => (error instanceof AppError ? `${error.code}: ${error.message}` : String(error)),
    );

  test("answers and keeps the same for members, strangers, the suspended and the removed", async () => {
    const member = await joinAccount(studio.account);
    const suspended = await joinAccount(studio.account);
    await systemDb().execute(sql`insert into suspensions (account_id, id, member_id, started_by)
      values (${studio.account.id}, ${`sus_${newToken()}`}, ${suspended.memberId}, 'system')`);
    const stranger = anAddress();
    for (const email of [member.email, suspended.email, stranger]) {
      for (let i = 0; i < LINKS_PER_ADDRESS; i++) expect(await outcome(email)).toBe("sent");
      expect(await outcome(email)).toBe("too_many: Too many links were asked for. Ask again in 15 minutes.");
      expect(await linksOf(email)).toHaveLength(LINKS_PER_ADDRESS);
    }
    expect(await mailedToken(member.email)).not.toBeNull();
    expect(await mailedToken(suspended.email)).toBeNull();
    expect(await mailedToken(stranger)).toBeNull();
  });

  test("twenty times at once passes the limit by none, and opens again with time", async () => {
    const { email } = await joinAccount(await makeAccount());
    const answers = await Promise.all(Array.from({ length: 20 }, () => outcome(email)));
    expect(answers.filter((answer) => answer === "sent")).toHaveLength(LINKS_PER_ADDRESS);
    await ageLinks(email, 15);
    expect(await outcome(email)).toBe("sent");
  });

  test("is limited for a network, whatever the addresses", async () => {
    const from = (host: number) => ({ ...anOrigin(), ip: `2001:db8:1:2::${host.toString(16)}` });
    for (let i = 0; i < LINKS_PER_NETWORK; i++) expect(await outcome(anAddress(), from(i))).toBe("sent");
    expect(await outcome(anAddress(), from(999))).toContain("too_many");
    expect(await outcome(anAddress(), { ...anOrigin(), ip: "2001:db8:1:3::1" })).toBe("sent");
  });

  test("again tells in how many seconds that makes sense", async () => {
    const email = anAddress();
    for (let i = 0; i < LINKS_PER_ADDRESS; i++) await outcome(email);
    await ageLinks(email, 14);
    await expect(requestSignInLink({ email, next: "/" }, newToken(), anOrigin())).rejects.toMatchObject({
      details: { retryAfter: expect.toSatisfy((seconds: number) => seconds > 50 && seconds <= 60) },
    });
  });
});
