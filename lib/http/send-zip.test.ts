import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { withSystem } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { MemberActor } from "@/lib/actor";
import { revokeKey } from "@/lib/api-keys/commands/revoke-key";
import { keyNow } from "@/lib/auth/key-actor";
import { findMemberBySession } from "@/lib/auth/member-actor";
import { sendZip } from "@/lib/http/send-zip";
import { deleteItems } from "@/lib/media/commands/trash";
import { zipContents } from "@/lib/media/queries/zip-contents";
import { setShares } from "@/lib/shares/commands/set-shares";
import { endSession } from "@/lib/sign-in/commands/end-session";
import { startSession } from "@/lib/sign-in/commands/start-session";
import { useDataFolder } from "@/lib/testing/data-folder";
import { asKey, makeKey } from "@/lib/testing/keys";
import { putFolder } from "@/lib/testing/library";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

useTestDatabase();
useDataFolder();

const FILES = ["first", "second", "third"];

let studio: Studio;
let folder: string;
let bytes: Map<string, Buffer<ArrayBuffer>>;
beforeAll(async () => {
  studio = await makeStudio();
  folder = await putFolder(studio.account, "Press");
  bytes = new Map(FILES.map((name) => [name, randomBytes(512 * 1024)]));
  for (const [name, content] of bytes)
    await uploadFile(studio.lea, { name, folderId: folder, clash: "keep" }, new Blob([content]));
});

/** Reads a zip, lets something happen once its first file begins to come, and reads on to where it ends. */
async function readZip(response: Response, meanwhile: () => Promise<unknown>) {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  const whole = () => Buffer.concat(chunks);
  let happened = false;
  const failure = await (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return null;
      chunks.push(value);
      if (!happened && whole().includes("first")) {
        happened = true;
        await meanwhile();
      }
    }
  })().catch((error: unknown) => error);
  const names = FILES.filter((name) => whole().includes(bytes.get(name)?.subarray(0, 32) ?? ""));
  return { names, failure };
}

const session = ({ userId, origin }: MemberActor) =>
  withSystem((tx) => startSession(tx, { userId, method: "email" }, origin));

const zipFor = async (actor: MemberActor, token: string) =>
  sendZip(
    await zipContents(actor, { fileIds: [], folderIds: [folder] }, async () => {
      const now = await findMemberBySession(token, actor.account.id, actor.origin);
      if (!now) throw new Error("signed out");
      return now;
    }),
  );

const share = (level: "view" | null) =>
  setShares(studio.lea, {
    item: { folderId: folder },
    shares: [{ grantee: { memberId: studio.jonah.memberId }, level }],
  });

test("a zip holds every file as long as nothing changes", async () => {
  const { token } = await session(studio.lea);
  const zip = await readZip(await zipFor(studio.lea, token), async () => undefined);
  expect(zip).toEqual({ names: FILES, failure: null });
});

test("a member's zip breaks off before the next file once the share is taken back", async () => {
  await share("view");
  const { token } = await session(studio.jonah);
  const { names, failure } = await readZip(await zipFor(studio.jonah, token), () => share(null));
  expect(names).toEqual(["first"]);
  expect(failure).toMatchObject({ code: "not_found" });
});

test("and once they are signed out", async () => {
  const { token } = await session(studio.sofia);
  const { names, failure } = await readZip(await zipFor(studio.sofia, token), () =>
    endSession(token, "signed out", studio.sofia.origin),
  );
  expect(names).toEqual(["first"]);
  expect(failure).toBeInstanceOf(Error);
});

test("a key's zip breaks off once the key is revoked, or a file deleted", async () => {
  const zipBy = async (secret: string) => {
    const request = new Request("http://localhost", { headers: { authorization: `Bearer ${secret}` } });
    const selection = { fileIds: [], folderIds: [folder] };
    return sendZip(await zipContents(await asKey({ secret }), selection, keyNow(request)));
  };
  const key = await makeKey(studio.lea, ["media_browse"]);
  const revoked = await readZip(await zipBy(key.secret), () => revokeKey(studio.lea, { keyId: key.id }));
  expect(revoked).toMatchObject({ names: ["first"], failure: { code: "unauthenticated" } });
  const other = await makeKey(studio.lea, ["media_browse"]);
  const deleted = await readZip(await zipBy(other.secret), () =>
    deleteItems(studio.lea, { fileIds: [], folderIds: [folder] }),
  );
  expect(deleted).toMatchObject({ names: ["first"], failure: { code: "not_found" } });
});
