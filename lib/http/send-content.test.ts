import { beforeAll, describe, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { sendContent } from "@/lib/http/send-content";
import { readContent } from "@/lib/media/queries/read-content";
import { useDataFolder } from "@/lib/testing/data-folder";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

useTestDatabase();
useDataFolder();

const TEXT = "0123456789";
let studio: Studio;
let fileId: string;
beforeAll(async () => {
  studio = await makeStudio();
  const upload = { name: "números «1».txt", folderId: null, clash: "version" } as const;
  ({ fileId } = await uploadFile(studio.lea, upload, new Blob([TEXT])));
});

async function ask(headers: Record<string, string> = {}, { method = "GET", asDownload = false } = {}) {
  const content = await readContent(studio.sofia, fileId, { rendition: "original", use: "view" });
  const request = new Request("http://localhost/", { method, headers });
  return sendContent(request, content, { asDownload });
}

describe("a range of bytes, RFC 9110", () => {
  const PARTS = [
    ["bytes=0-3", "0123", "bytes 0-3/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=5-99", "56789", "bytes 5-9/10"],
    ["bytes=-99", TEXT, "bytes 0-9/10"],
  ] as const;

  test.each(PARTS)("%s is answered in part", async (range, text, contentRange) => {
    const answer = await ask({ Range: range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get("content-range")).toBe(contentRange);
    expect(answer.headers.get("content-length")).toBe(String(text.length));
    expect(await answer.text()).toBe(text);
  });

  test.each(["bytes=10-", "bytes=99-100", "bytes=4-2", "bytes=-0"])("%s lies beyond the end", async (range) => {
    const answer = await ask({ Range: range });
    expect(answer.status).toBe(416);
    expect(answer.headers.get("content-range")).toBe("bytes */10");
    expect(await answer.text()).toBe("");
  });

  test.each(["bytes=0-1,4-5", "bytes=-", "lines=1-2", "bytes=a-b"])("%s is answered with the whole", async (range) => {
    const answer = await ask({ Range: range });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(TEXT);
  });

  test("If-Range holds only while the bytes are the same", async () => {
    const etag = (await ask()).headers.get("etag") ?? "";
    expect((await ask({ Range: "bytes=0-3", "If-Range": etag })).status).toBe(206);
    const other = await ask({ Range: "bytes=0-3", "If-Range": '"of-another-version"' });
    expect(other.status).toBe(200);
    expect(await other.text()).toBe(TEXT);
  });
});

test("what the browser has already is not sent again, and never kept for others", async () => {
  const first = await ask();
  expect(first.headers.get("cache-control")).toBe("private, no-cache");
  expect(first.headers.get("accept-ranges")).toBe("bytes");
  const again = await ask({ "If-None-Match": first.headers.get("etag") ?? "" });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe("");
  expect((await ask({ "If-None-Match": '"of-another-version"' })).status).toBe(200);
});

test("HEAD tells the size without the bytes", async () => {
  const answer = await ask({}, { method: "HEAD" });
  expect(answer.headers.get("content-length")).toBe("10");
  expect(await answer.text()).toBe("");
});

test("what could be a page is always a download, under its whole name", async () => {
  const answer = await ask();
  expect(answer.headers.get("content-type")).toBe("application/octet-stream");
  expect(answer.headers.get("content-disposition")).toBe(
    `attachment; filename="n_meros _1_.txt"; filename*=UTF-8''n%C3%BAmeros%20%C2%AB1%C2%BB.txt`,
  );
});
