import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { sendBytes } from "@/lib/http/send-bytes";
import { openBytes } from "@/lib/media/queries/open-bytes";
import { useDataFolder } from "@/lib/testing/data-folder";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

useTestDatabase();
useDataFolder();

let studio: Studio;
let fileId: string;
beforeAll(async () => {
  studio = await makeStudio();
  const upload = { name: "a.txt", folderId: null, clash: "version" } as const;
  ({ fileId } = await uploadFile(studio.lea, upload, new Blob(["0123456789"])));
});

test("who asks for the head alone leaves no file open", async () => {
  const opened = await openBytes(studio.lea, fileId, "original");
  const answer = await sendBytes(new Request("http://localhost/", { method: "HEAD" }), opened, "attachment");
  expect(answer.headers.get("content-length")).toBe("10");
  expect(answer.body).toBeNull();
  expect(await opened.body.getReader().read()).toEqual({ done: true, value: undefined });
});
