import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { call } from "@/app/api/v1/testing/call";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { createAdministrator } from "@/lib/accounts/commands";
import { flushUses } from "@/lib/api-keys/commands/count-use";
import { DAY_MS } from "@/lib/day";
import { acceptInvitation } from "@/lib/invitations/commands/accept-invitation";
import { copyInvitationLink, resendInvitation } from "@/lib/invitations/commands/resend-invitation";
import { importLegacy } from "@/lib/legacy/commands";
import { readLegacyFile } from "@/lib/legacy/input";
import { setMediaSettings } from "@/lib/share-links/commands/set-media-settings";
import { invite } from "@/lib/testing/invitations";
import { makeKey, ORIGIN } from "@/lib/testing/keys";
import { putFolder } from "@/lib/testing/library";
import { asSystem, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();
afterAll(flushUses);

const set = ({ account }: Studio, change: ReturnType<typeof sql>) =>
  systemDb().execute(sql`update accounts set ${change} where id = ${account.id}`);

const importing = (studio: Studio, content: object) =>
  importLegacy(asSystem(studio.account), readLegacyFile(JSON.stringify(content)), { apply: true });

test("an address that the sign-in policy keeps out comes in on no path", async () => {
  const studio = await makeStudio({ seatLimit: 50 });
  const { mira, account } = studio;
  const { secret } = await makeKey(mira, ["account_admin"]);
  const { id, token } = await invite(mira, "early@elsewhere.example");
  const kept = await invite(mira, `inside@northlight.studio`);
  await set(studio, sql`email_domains = '{northlight.studio}'`);

  const only = { message: expect.stringContaining("open to addresses at northlight.studio only") };
  const late = { email: "late@elsewhere.example", name: "Late Comer" };
  await expect(invite(mira, late.email)).rejects.toMatchObject(only);
  await expect(resendInvitation(mira, { invitationId: id })).rejects.toMatchObject(only);
  await expect(copyInvitationLink(mira, { invitationId: id })).rejects.toMatchObject(only);
  await expect(acceptInvitation({ token, by: { kind: "mail-link" }, origin: ORIGIN })).rejects.toMatchObject(only);
  await expect(createAdministrator(asSystem(account), late)).rejects.toMatchObject(only);
  await expect(importing(studio, { users: [{ email: late.email, role: "user" }] })).rejects.toMatchObject(only);
  const answer = await call("POST", "/invitations", { secret, body: { email: late.email } });
  expect(answer).toMatchObject({ status: 409 });
  const [outside] = await systemDb().execute(sql`
    select from members where account_id = ${account.id} and email like '%elsewhere.example'`);
  expect(outside).toBeUndefined();

  await resendInvitation(mira, { invitationId: kept.id });
  await importing(studio, { users: [{ email: "ann@northlight.studio", role: "user" }] });
});

test("no key lives longer than the account lets it, however it is made, renewed or changed", async () => {
  const studio = await makeStudio();
  const { mira, account } = studio;
  const { secret } = await makeKey(mira, ["account_admin"]);
  const old = await makeKey(mira, ["purge"]);
  await set(studio, sql`key_days = 30`);
  const in31 = new Date(Date.now() + 31 * DAY_MS).toISOString();
  const in29 = new Date(Date.now() + 29 * DAY_MS).toISOString();
  const wanted = { name: "ci", permissions: ["purge"] };
  for (const expires of [in31, null, undefined])
    expect(await call("POST", "/api-keys", { secret, body: { ...wanted, expires_at: expires } })).toMatchObject({
      status: 422,
    });
  const made = await call("POST", "/api-keys", { secret, body: { ...wanted, expires_at: in29 } });
  expect(made.status).toBe(201);
  const { id } = made.body as { id: string };
  for (const expires of [in31, null])
    expect(await call("PATCH", `/api-keys/${id}`, { secret, body: { expires_at: expires } })).toMatchObject({
      status: 422,
    });
  await call("PUT", `/api-keys/${old.id}/rotation`, { secret, body: { grace: "PT1H" } });
  const sha256 = createHash("sha256").update("what was before").digest("hex");
  await importing(studio, {
    users: [{ email: "ann@old.example", role: "owner" }],
    keys: [{ name: "deploy", sha256, owner: "ann@old.example" }],
  });
  const endless = await systemDb().execute<{ id: string }>(sql`
    select id from api_keys where account_id = ${account.id} and ended_at is null
      and (expires_at is null or expires_at > started_at + interval '30 days 1 second')`);
  // What was there before keeps its end: the key that asks, and the rotated one until its grace is over.
  expect(endless.map((row) => row.id)).not.toContain(old.id);
  expect(endless).toHaveLength(1);
});

test("the rules for links hold for links that are made, changed and restored by the API", async () => {
  const studio = await makeStudio();
  const { secret } = await makeKey(studio.mira, ["media_edit"]);
  const folder = await putFolder(studio.account, "Press kit");
  const days = (count: number) => new Date(Date.now() + count * DAY_MS).toISOString();
  const post = (body: object) => call("POST", "/share-links", { secret, body: { folder_id: folder, ...body } });
  const free = (await post({})).body as { id: string };
  const revoked = (await post({})).body as { id: string };
  expect((await call("DELETE", `/share-links/${revoked.id}`, { secret })).status).toBeLessThan(300);
  await setMediaSettings(studio.mira, { linkDays: 7, linkPasscode: true, linkDownload: false });

  const passcode = "correct horse";
  expect(await post({ passcode })).toMatchObject({ status: 422 });
  expect(await post({ passcode, expires_at: days(8) })).toMatchObject({ status: 422 });
  expect(await post({ expires_at: days(6) })).toMatchObject({ status: 422 });
  const good = await post({ passcode, expires_at: days(6) });
  expect(good.status).toBe(201);
  const { id } = good.body as { id: string };
  for (const body of [{ expires_at: days(8) }, { expires_at: null }, { passcode: null }])
    expect(await call("PATCH", `/share-links/${id}`, { secret, body })).toMatchObject({ status: 422 });
  // What was there before keeps its own, until that is changed.
  expect(await call("PATCH", `/share-links/${free.id}`, { secret, body: { note: "For print" } })).toMatchObject({
    status: 200,
  });
  const restored = await call("POST", `/share-links/${revoked.id}/restoration`, { secret });
  expect([409, 422]).toContain(restored.status);
});
