import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import type { MemberActor } from "@/lib/actor";
import { checkAccess } from "@/lib/shares/queries/check-access";
import { putFile, putFolder, putShare } from "@/lib/testing/library";
import { joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";
import { suspendUsers } from "@/lib/users/commands/suspend-users";

useTestDatabase();

let studio: Studio;
let guest: MemberActor;
let press: string;
beforeAll(async () => {
  studio = await makeStudio();
  guest = await joinAccount(studio.account, { name: "Noor", role: "media_library_restricted_access" });
  press = await putFolder(studio.account, "Press");
  await putFile(studio.account, "open.txt", { in: press });
});

const check = (memberId: string, actor: MemberActor = studio.lea) =>
  checkAccess(actor, { item: { folderId: press }, memberId });

const allowed = ({ abilities }: Awaited<ReturnType<typeof check>>) =>
  abilities.filter((one) => one.allowed).map(({ operation }) => operation);

test("someone whom nothing was given reaches nothing, and sees nothing of what is in it", async () => {
  const told = await check(guest.memberId);
  expect(told).toMatchObject({ level: null, byRole: [], ways: [], sees: null });
  expect(allowed(told)).toEqual([]);
});

test("a share is told with what it allows and what it shows", async () => {
  await putShare(studio.account, press, guest.memberId, "contribute");
  const told = await check(guest.memberId);
  expect(told).toMatchObject({
    level: "contribute",
    ways: [{ kind: "share", on: { name: "Press" } }],
    sees: { folders: [], files: ["open.txt"], fileCount: 1 },
  });
  expect(allowed(told)).toEqual(["media.zip", "media.upload", "folders.create", "media.copy"]);
});

test("whoever sees everything does so by their role, whatever is shared with them", async () => {
  await putShare(studio.account, press, studio.sofia.memberId, "manage");
  const told = await check(studio.sofia.memberId);
  expect(told).toMatchObject({ level: "view", byRole: ["Media library view-only"] });
  expect(allowed(told)).toEqual(["media.zip"]);
});

test("someone suspended, or without any media, reaches nothing", async () => {
  const gone = await joinAccount(studio.account, { role: "media_library_full_access" });
  await suspendUsers(studio.mira, { memberIds: [gone.memberId] });
  expect(await check(gone.memberId)).toMatchObject({ level: null, person: { isSuspended: true } });
  expect(await check(studio.priya.memberId)).toMatchObject({ level: null, person: { isSuspended: false } });
});

test("only who may see who has access may check someone's, and strangers are not known", async () => {
  await expect(check(studio.lea.memberId, guest)).rejects.toMatchObject({ code: "forbidden" });
  await expect(check(studio.lea.memberId, studio.jonah)).rejects.toMatchObject({ code: "not_found" });
  const foreign = await makeStudio();
  await expect(check(foreign.lea.memberId)).rejects.toMatchObject({ code: "not_found" });
});
