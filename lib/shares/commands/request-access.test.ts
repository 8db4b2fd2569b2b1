import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { connect, systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { MemberActor } from "@/lib/actor";
import { DAY_MS } from "@/lib/day";
import { findFolder } from "@/lib/media/queries/list-folder";
import { answerRequest, requestAccess } from "@/lib/shares/commands/request-access";
import { askForAccess } from "@/lib/shares/testing/ask-for-access";
import { listRequests } from "@/lib/shares/queries/list-requests";
import { putFolder, putShare } from "@/lib/testing/library";
import { joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

const RESTRICTED = { role: "media_library_restricted_access" };

let studio: Studio;
let guest: MemberActor;
beforeAll(async () => {
  studio = await makeStudio();
  guest = await joinAccount(studio.account, { name: "Noor", ...RESTRICTED });
});

const mailsTo = ({ email, account }: MemberActor) =>
  systemDb().execute<{ template: string; props: Record<string, string> }>(sql`
    select template, props from mails where account_id = ${account.id} and "to" = ${email} order by created_at, id`);

const ask = (folderId: string) => askForAccess(guest, { folderId, level: "contribute", message: "For the trailer" });

const waiting = async (actor: MemberActor) => (await listRequests(actor)).map(({ folder }) => folder.id);

test("a request goes to those who manage the folder, and their answer opens it and comes by mail", async () => {
  const press = await putFolder(studio.account, "Press");
  const manager = await joinAccount(studio.account, { name: "Kim", ...RESTRICTED });
  await putShare(studio.account, press, manager.memberId, "manage");
  await ask(press);
  expect(await mailsTo(manager)).toMatchObject([
    { template: "access-request", props: { person: "Noor", folder: "Press", message: "For the trailer" } },
  ]);
  const [request] = await listRequests(manager);
  expect(request).toMatchObject({ person: { id: guest.memberId }, folder: { id: press }, level: "contribute" });

  const expiresAt = new Date(Date.now() + DAY_MS);
  await answerRequest(manager, { requestId: request?.id ?? "", level: "view", expiresAt });
  expect(await findFolder(guest, press)).toMatchObject({ level: "view" });
  expect(await mailsTo(guest)).toMatchObject([
    { template: "access-answered", props: { person: "Kim", folder: "Press", level: "view" } },
  ]);
  expect(await waiting(manager)).toEqual([]);
  await expect(answerRequest(manager, { requestId: request?.id ?? "", level: "view" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("where nobody manages a folder by a share, those who edit everything are asked, and may decline", async () => {
  const folder = await putFolder(studio.account, "Archive");
  await ask(folder);
  const [request] = (await listRequests(studio.lea)).filter((one) => one.folder.id === folder);
  await answerRequest(studio.lea, { requestId: request?.id ?? "", level: null });
  await expect(findFolder(guest, folder)).rejects.toMatchObject({ code: "not_found" });
  expect((await mailsTo(guest)).at(-1)).toMatchObject({ template: "access-answered", props: { folder: null } });
});

test("whether there is such a folder is told by nothing", async () => {
  const foreign = await putFolder((await makeStudio()).account, "Theirs");
  for (const folderId of [await putFolder(studio.account, "Payroll"), foreign, "fld_unknown"])
    expect(await ask(folderId)).toBeUndefined();
});

test("asking writes the same, whether there is such a folder or not: the rest is done by a job", async () => {
  const asker = await joinAccount(studio.account, RESTRICTED);
  const known = await putFolder(studio.account, "Quiet");
  for (const folderId of [known, "fld_unknown"]) await requestAccess(asker, { folderId, level: "view", message: "" });
  expect(await waiting(studio.lea)).not.toContain(known);
  // The queue is closed to the server.
  const owner = connect(process.env.DATABASE_URL ?? "", { max: 1 });
  const jobs = await owner.client`select payload -> 'wish' ->> 'folderId' as folder from graphile_worker._private_jobs
    where payload #>> '{actor,memberId}' = ${asker.memberId} order by id`;
  await owner.end();
  expect(jobs.map(({ folder }) => folder)).toEqual([known, "fld_unknown"]);
});

test("only who manages the folder knows of the request and may answer it", async () => {
  const folder = await putFolder(studio.account, "Secret");
  await ask(folder);
  const [request] = (await listRequests(studio.lea)).filter((one) => one.folder.id === folder);
  const other = await joinAccount(studio.account, RESTRICTED);
  await putShare(studio.account, folder, other.memberId, "contribute");
  expect(await waiting(other)).not.toContain(folder);
  for (const actor of [other, guest])
    await expect(answerRequest(actor, { requestId: request?.id ?? "", level: "manage" })).rejects.toMatchObject({
      code: "not_found",
    });
});

test("asking again takes the place of the first request, and who has the level already need not ask", async () => {
  const folder = await putFolder(studio.account, "Twice");
  await ask(folder);
  await ask(folder);
  expect((await waiting(studio.lea)).filter((id) => id === folder)).toHaveLength(1);
  await putShare(studio.account, folder, guest.memberId, "manage");
  await expect(ask(folder)).rejects.toMatchObject({ code: "conflict" });
});

test("who has nothing to do with media cannot ask", async () => {
  const folder = await putFolder(studio.account, "Closed");
  await expect(requestAccess(studio.priya, { folderId: folder, level: "view", message: "" })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("of many who ask at once for the same folder one request is open", async () => {
  const folder = await putFolder(studio.account, "Rush");
  await Promise.all(Array.from({ length: 4 }, () => ask(folder)));
  expect((await waiting(studio.lea)).filter((id) => id === folder)).toHaveLength(1);
  await expect(
    systemDb().execute(sql`
      insert into access_requests (account_id, id, member_id, folder_id, level, started_by)
      values (${studio.account.id}, 'acr_second', ${guest.memberId}, ${folder}, 'view', 'test')`),
  ).rejects.toMatchObject({ cause: { constraint_name: "access_requests_current" } });
});

test("a person asks twenty times a day, whether there is such a folder or not", async () => {
  const asker = await joinAccount(studio.account, RESTRICTED);
  const folder = await putFolder(studio.account, "Wanted");
  const wish = (folderId: string) => askForAccess(asker, { folderId, level: "view", message: "" });
  for (let n = 0; n < 10; n++) {
    await wish(folder);
    await wish("fld_unknown");
  }
  for (const folderId of [folder, "fld_unknown"])
    await expect(wish(folderId)).rejects.toMatchObject({
      code: "too_many",
      message: "At most 20 requests a day. Try again in 24 hours.",
    });
  await systemDb().execute(sql`update tries set since = since - interval '1 day' where who = ${asker.memberId}`);
  await wish(folder);
});
