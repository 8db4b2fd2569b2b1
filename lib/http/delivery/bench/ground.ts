import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";
import { openThrowAwayDatabase } from "../../../../bin/throw-away-folder.mjs";
import { migrateDatabase } from "../../../../db/migrate";

export const RENDERS = 16;
export const AT_ONCE = 16;
export const PICTURE = "picture.jpg";

/** A database, and a folder with the picture. */
export async function prepare() {
  const server = await openThrowAwayDatabase();
  await migrateDatabase(server.url());
  const pictures = path.join(server.folder, "pictures");
  fs.mkdirSync(pictures);
  await drawPicture(path.join(pictures, PICTURE));
  return {
    env: {
      DATABASE_URL: server.url(),
      AUTH_SECRET: randomBytes(32).toString("base64"),
      APERTURE_URL: "http://bench.test",
      APERTURE_DATA: path.join(server.folder, "data"),
      BENCH_PICTURES: pictures,
      NODE_OPTIONS: "--conditions=react-server",
    },
    end: server.close,
  };
}

/** Clouds of some detail, 4000 by 3000: about 2 MB. */
async function drawPicture(file: string): Promise<void> {
  const noise = (width: number, sigma: number) =>
    sharp({
      create: {
        width,
        height: (width * 3) / 4,
        channels: 3,
        background: "#808080",
        noise: { type: "gaussian", mean: 128, sigma },
      },
    })
      .png()
      .toBuffer();
  const [clouds, grain] = await Promise.all([noise(80, 90), noise(1000, 30)]);
  const large = (picture: Buffer) => sharp(picture).resize(4000, 3000, { kernel: "cubic" }).png().toBuffer();
  await sharp(await large(clouds))
    .composite([{ input: await large(grain), blend: "soft-light" }])
    .jpeg({ quality: 85 })
    .toFile(file);
}
