import sharp from "sharp";
import type { Random } from "@/lib/demo/seed/random";

/** The kinds of pictures that the demo's studio takes. */
const SCENES = ["coast", "still", "city", "cloth"] as const;
export type Scene = (typeof SCENES)[number];

type Shot = {
  scene: Scene;
  random: Random;
  width: number;
  height: number;
  /** What the camera writes. */
  artist: string;
  takenAt: Date;
};

/** A photograph that nobody took: drawn by numbers, as a JPEG with what a camera would have written. */
export async function drawShot({ scene, random, width, height, artist, takenAt }: Shot): Promise<Blob> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${DRAWN[
    scene
  ](random, width, height)}</svg>`;
  const stamp = takenAt.toISOString().slice(0, 19).replace("T", " ").replaceAll("-", ":");
  const bytes = await sharp(Buffer.from(svg))
    .withExif({
      IFD0: { Make: "Northlight", Model: "Field 50", Artist: artist },
      IFD2: { DateTimeOriginal: stamp, ISOSpeedRatings: String(100 * 2 ** random.between(0, 4)), FocalLength: "50/1" },
    })
    .jpeg({ quality: 84 })
    .toBuffer();
  return new Blob([new Uint8Array(bytes)]);
}

const DRAWN: Record<Scene, (random: Random, width: number, height: number) => string> = { coast, still, city, cloth };

const hsl = (hue: number, saturation: number, light: number) => `hsl(${hue % 360} ${saturation}% ${light}%)`;

const fade = (id: string, from: string, to: string) =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;

/** Ridges behind one another, each paler the farther it is, below a low sun. */
function coast(random: Random, width: number, height: number): string {
  const hue = random.one([18, 28, 200, 214, 262, 330]);
  const sun = { x: random.between(15, 85) * 0.01 * width, y: random.between(25, 45) * 0.01 * height };
  const ridges = Array.from({ length: 6 }, (_, layer) => {
    const base = height * (0.46 + layer * 0.095);
    const waves = [random.between(2, 4), random.between(5, 9), random.between(11, 17)];
    const turn = random.between(0, 628) / 100;
    const points = Array.from({ length: 49 }, (__, step) => {
      const at = (step / 48) * Math.PI;
      const lift = waves.reduce((sum, wave, i) => sum + Math.sin(at * wave + turn * (i + 1)) / (i + 1.4), 0);
      return `${(step / 48) * width},${base - lift * height * 0.035 * (1.6 - layer * 0.12)}`;
    });
    const tone = hsl(hue + 14 + layer * 4, 26 + layer * 5, 66 - layer * 10);
    return `<polygon points="0,${height} ${points.join(" ")} ${width},${height}" fill="${tone}"/>`;
  });
  return `<defs>${fade("sky", hsl(hue + 190, 38, 62), hsl(hue, 62, 84))}
    <radialGradient id="sun"><stop offset="0" stop-color="#fff8e6"/><stop offset=".25" stop-color="#fff1cc" stop-opacity=".9"/><stop offset="1" stop-color="#fff1cc" stop-opacity="0"/></radialGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>
    <circle cx="${sun.x}" cy="${sun.y}" r="${height * 0.34}" fill="url(#sun)"/>${ridges.join("")}`;
}

/** Bottles and bowls on a table, lit from one side. */
function still(random: Random, width: number, height: number): string {
  const hue = random.between(0, 359);
  const table = height * random.between(66, 74) * 0.01;
  const vessels = Array.from({ length: random.between(2, 4) }, (_, index) => {
    const w = width * random.between(9, 16) * 0.01;
    const h = height * random.between(24, 46) * 0.01;
    const x = width * (0.2 + index * 0.19) + random.between(-20, 20);
    const y = table + height * 0.06 - h + random.between(-8, 18);
    const tone = hue + random.one([0, 24, 160, 190]);
    const neck =
      random.between(0, 1) === 1
        ? `<rect x="${x + w * 0.36}" y="${y - h * 0.24}" width="${w * 0.28}" height="${h * 0.3}" rx="${w * 0.1}" fill="${hsl(tone, 30, 40)}"/>`
        : "";
    return `<ellipse cx="${x + w * 0.75}" cy="${y + h}" rx="${w}" ry="${h * 0.07}" fill="#000" opacity=".28" filter="url(#soft)"/>${neck}
      <defs><linearGradient id="v${index}"><stop offset="0" stop-color="${hsl(tone, 38, 72)}"/><stop offset=".35" stop-color="${hsl(tone, 36, 54)}"/><stop offset="1" stop-color="${hsl(tone, 40, 24)}"/></linearGradient></defs>
      <rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${w * 0.3}" fill="url(#v${index})"/>
      <rect x="${x + w * 0.14}" y="${y + h * 0.12}" width="${w * 0.07}" height="${h * 0.6}" rx="${w * 0.03}" fill="#fff" opacity=".45"/>`;
  });
  return `<defs>${fade("wall", hsl(hue + 40, 18, 84), hsl(hue + 40, 20, 64))}${fade("table", hsl(hue + 30, 24, 52), hsl(hue + 30, 26, 30))}
    <filter id="soft"><feGaussianBlur stdDeviation="${width / 130}"/></filter></defs>
    <rect width="${width}" height="${height}" fill="url(#wall)"/><rect y="${table}" width="${width}" height="${height - table}" fill="url(#table)"/>${vessels.join("")}`;
}

/** Fronts of houses in the evening, some windows lit. */
function city(random: Random, width: number, height: number): string {
  const hue = random.one([22, 205, 228, 350]);
  const houses: string[] = [];
  for (let x = -20; x < width;) {
    const w = random.between(9, 18) * 0.01 * width;
    const h = random.between(38, 82) * 0.01 * height;
    const top = height - h;
    houses.push(
      `<rect x="${x}" y="${top}" width="${w + 1}" height="${h}" fill="${hsl(hue + random.between(-12, 12), 22, random.between(20, 38))}"/>`,
    );
    const pitch = w / random.between(4, 6);
    for (let wy = top + pitch; wy < height - pitch; wy += pitch * 1.25)
      for (let wx = x + pitch * 0.5; wx < x + w - pitch * 0.7; wx += pitch)
        houses.push(
          `<rect x="${wx}" y="${wy}" width="${pitch * 0.5}" height="${pitch * 0.72}" fill="${random.between(0, 3) === 0 ? hsl(42, 88, 72) : hsl(hue, 20, 14)}"/>`,
        );
    x += w;
  }
  return `<defs>${fade("dusk", hsl(hue + 210, 42, 34), hsl(hue + 10, 64, 72))}</defs><rect width="${width}" height="${height}" fill="url(#dusk)"/>${houses.join("")}`;
}

/** Folds of cloth, close. */
function cloth(random: Random, width: number, height: number): string {
  const hue = random.between(0, 359);
  const folds = Array.from({ length: 15 }, (_, index) => {
    const x = (index / 14) * width * 1.2 - width * 0.1;
    const bend = random.between(-14, 14) * 0.01 * width;
    return `<path d="M${x},-20 C${x + bend},${height * 0.35} ${x - bend},${height * 0.65} ${x + bend * 0.6},${height + 20}" fill="none" stroke="${hsl(hue + random.between(-10, 10), 42, random.between(30, 74))}" stroke-width="${width * random.between(4, 9) * 0.01}" opacity=".62" filter="url(#soft)"/>`;
  });
  return `<defs><filter id="soft"><feGaussianBlur stdDeviation="${width / 75}"/></filter></defs><rect width="${width}" height="${height}" fill="${hsl(hue, 38, 48)}"/>${folds.join("")}`;
}
