import fs from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { examineBlob } from "@/lib/media/commands/examine-blob";
import { storage } from "@/lib/storage/open";
import { DERIVATIVES, keyOf } from "@/lib/storage/storage";
import { useDataFolder } from "@/lib/testing/data-folder";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

const MEGABYTE = 1024 ** 2;

useTestDatabase();
useDataFolder();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

type Examined = { sha256: string; mime: string; flaw: string | null; thumbhash: string | null };

/** Uploads the bytes and does the job that looks at them. */
async function examine(name: string, bytes: Buffer): Promise<Examined> {
  const { fileId } = await uploadFile(
    studio.lea,
    { name, folderId: null, clash: "keep" },
    new Blob([new Uint8Array(bytes)]),
  );
  const rowOf = async () => {
    const [row] = await systemDb().execute<Examined & { examined: boolean }>(sql`
      select b.sha256, b.mime, b.flaw, b.thumbhash, b.examined_at is not null as examined
      from files f join blobs b on b.account_id = f.account_id and b.sha256 = f.sha256 where f.id = ${fileId}`);
    if (!row) throw new Error(`${name} is not there.`);
    return row;
  };
  await examineBlob({ accountId: studio.account.id, sha256: (await rowOf()).sha256 });
  const { examined, ...row } = await rowOf();
  expect({ name, examined }).toEqual({ name, examined: true });
  return row;
}

/** No small picture carries anything of what stood in the file beside its pixels. */
async function expectBare(name: string, { sha256, thumbhash }: Examined): Promise<void> {
  if (thumbhash === null) return;
  for (const derivative of DERIVATIVES) {
    const bytes = Buffer.from(await new Response(await storage().read(keyOf(sha256, derivative))).arrayBuffer());
    const { exif, xmp, iptc } = await sharp(bytes).metadata();
    expect({ exif, xmp, iptc }, `${derivative} of ${name}`).toEqual({});
    expect(bytes.toString("latin1"), `${derivative} of ${name}`).not.toMatch(/Canary|GPSLatitude/);
  }
}

const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/"
  exif:GPSLatitude="51,30.0N" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="Canary"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

const photograph = () =>
  sharp({ create: { width: 300, height: 200, channels: 3, background: "#0f5a69" } })
    .withExif({ IFD0: { Make: "Canary" }, IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1" } })
    .withXmp(XMP);

test.each(["jpeg", "png", "webp", "tiff", "avif"] as const)(
  "where and by what a %s was taken stands in none of its small pictures",
  async (format) => {
    const found = await examine(`photo.${format}`, await photograph().toFormat(format).toBuffer());
    expect(found.thumbhash).not.toBeNull();
    await expectBare(format, found);
  },
);

/** Damages a file the same way in every run. */
function damaged(bytes: Buffer, seed: number): Buffer {
  const copy = Buffer.from(bytes);
  let state = seed;
  for (let n = 0; n < 12; n++) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    copy[20 + (state % (copy.length - 20))] = state % 251;
  }
  return copy;
}

test("damaged pictures of every kind are looked at or refused in words, and the server's memory does not grow", async () => {
  const before = process.memoryUsage().rss;
  for (const format of ["jpeg", "png", "webp", "gif", "tiff", "avif"] as const) {
    const whole = await photograph().toFormat(format).toBuffer();
    for (let seed = 1; seed <= 3; seed++) {
      const name = `damaged ${seed}.${format}`;
      await expectBare(name, await examine(name, damaged(whole, seed)));
    }
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * MEGABYTE);
}, 120_000);

const corpus = process.env.APERTURE_CORPUS;

test.runIf(corpus)(
  "every file of a corpus is looked at or refused in words, and the server's memory does not grow",
  async () => {
    const names = await fs.readdir(corpus ?? "", { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    const total = files.length;
    let drawn = 0;
    await examine("warm-up.jpeg", await photograph().jpeg().toBuffer());
    const before = process.memoryUsage().rss;
    const examineNext = async () => {
      for (let file = files.pop(); file; file = files.pop()) {
        const found = await examine(path.basename(file), await fs.readFile(file));
        if (found.thumbhash !== null) drawn++;
        await expectBare(file, found);
      }
    };
    await Promise.all([examineNext(), examineNext()]);
    expect(drawn).toBeGreaterThan(total / 4);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEGABYTE);
  },
  600_000,
);
