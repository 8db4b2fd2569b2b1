import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { systemDb, withSystem } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { MemberActor } from "@/lib/actor";
import { editProfile, endLogin, endOtherSessions, endOwnSession, setShortcuts } from "@/lib/profile/commands";
import { profileInput } from "@/lib/profile/input";
import { findOwnAccess, findOwnSessions } from "@/lib/profile/queries";
import { confirmLogin } from "@/lib/sign-in/commands/sign-in-by-login";
import { startSession } from "@/lib/sign-in/commands/start-session";
import { eventsOf } from "@/lib/testing/audit";
import { anOrigin } from "@/lib/testing/sign-in";
import { joinAccount, makeAccount } from "@/lib/testing/studio";
import { newToken } from "@/lib/tokens";

useTestDatabase();

let me: MemberActor;
let stranger: MemberActor;
beforeEach(async () => {
  const account = await makeAccount();
  me = await joinAccount(account, { role: "developer", grants: ["billing"], name: "Dana Kessler" });
  stranger = await joinAccount(account, { role: "account_administrator" });
});

const signIn = (userId: string) => withSystem((tx) => startSession(tx, { userId, method: "email" }, anOrigin()));

describe("name and zone", () => {
  test("change in every account of the person, and each is told", async () => {
    const elsewhere = await joinAccount(await makeAccount(), { email: me.email, name: "Dana Kessler" });
    await editProfile(me, { name: "Dana K.", timeZone: "Asia/Tokyo" });
    const rows = await systemDb().execute(
      sql`select name, time_zone from members where user_id = ${me.userId} and ended_at is null`,
    );
    expect(rows).toEqual(Array.from({ length: 2 }, () => ({ name: "Dana K.", time_zone: "Asia/Tokyo" })));
    for (const self of [me, elsewhere])
      expect(await eventsOf(self.account.id)).toMatchObject([{ operation: "profile.edit", actorId: self.memberId }]);
  });

  test("that stay the same are no event", async () => {
    await editProfile(me, { name: "Dana Kessler", timeZone: "UTC" });
    expect(await eventsOf(me.account.id)).toEqual([]);
  });

  test.each([
    { name: "", timeZone: "UTC" },
    { name: "x".repeat(81), timeZone: "UTC" },
    { name: "Dana\nKessler", timeZone: "UTC" },
    { name: "Dana", timeZone: "Middle/Earth" },
    { name: "Dana", timeZone: "+02:00" },
    { name: "Dana", timeZone: "UTC", role: "account_administrator" },
    { name: 7, timeZone: [] },
  ])("%j is refused in one sentence a field", (input) => {
    const { error } = profileInput.safeParse(input);
    expect(error?.issues.map(({ message }) => message)).not.toEqual([]);
    for (const { message } of error?.issues ?? []) expect(message).toMatch(/^[A-Z].*\.$/);
  });
});

describe("sessions", () => {
  test("one's own can be ended, somebody else's does not exist", async () => {
    await signIn(me.userId);
    await signIn(stranger.userId);
    const [mine] = (await findOwnSessions(me)).sessions;
    const [theirs] = (await findOwnSessions(stranger)).sessions;
    await expect(endOwnSession(me, { sessionId: theirs?.id ?? "" })).rejects.toMatchObject({ code: "not_found" });
    await endOwnSession(me, { sessionId: mine?.id ?? "" });
    await expect(endOwnSession(me, { sessionId: mine?.id ?? "" })).rejects.toMatchObject({ code: "not_found" });
    expect((await findOwnSessions(me)).sessions).toEqual([]);
    expect((await findOwnSessions(stranger)).sessions).toHaveLength(1);
  });

  test("all but this one end at once", async () => {
    for (let i = 0; i < 3; i++) await signIn(me.userId);
    const [current] = (await findOwnSessions(me)).sessions;
    const here = { ...me, sessionId: current?.id ?? "" };
    expect(await endOtherSessions(here)).toEqual({ ended: 2 });
    expect((await findOwnSessions(me)).sessions.map(({ id }) => id)).toEqual([here.sessionId]);
  });

  test("start and end stand in the audit log", async () => {
    await signIn(me.userId);
    await endOtherSessions(me);
    expect((await eventsOf(me.account.id)).map(({ operation }) => operation)).toEqual(["session.start", "session.end"]);
  });
});

test("a login that is removed opens nothing", async () => {
  await confirmLogin(
    { issuer: "https://accounts.google.com", subject: newToken(), email: me.email, name: "" },
    anOrigin(),
  );
  const [login] = (await findOwnSessions(me)).logins;
  await expect(endLogin(stranger, { loginId: login?.id ?? "" })).rejects.toMatchObject({ code: "not_found" });
  await endLogin(me, { loginId: login?.id ?? "" });
  expect((await findOwnSessions(me)).logins).toEqual([]);
});

test("access is told with its sources", async () => {
  const { given } = await findOwnAccess(me);
  expect(given.map(({ kind, name }) => [kind, name])).toEqual([
    ["role", "Developer"],
    ["grant", expect.stringContaining("Billing")],
  ]);
});

test("whoever is suspended reaches none of it", async () => {
  const suspended = { ...me, active: false };
  for (const work of [
    findOwnAccess(suspended),
    findOwnSessions(suspended),
    editProfile(suspended, { name: "x", timeZone: "UTC" }),
    setShortcuts(suspended, { shortcuts: false }),
    endOwnSession(suspended, { sessionId: "ses_1" }),
    endOtherSessions(suspended),
    endLogin(suspended, { loginId: "lgn_1" }),
  ])
    await expect(work).rejects.toMatchObject({ code: "forbidden" });
});
