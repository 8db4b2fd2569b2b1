import type { CastName } from "@/lib/demo/cast";
import type { Scene } from "@/lib/demo/library/pictures";

export type Series = {
  folder: string[];
  /** "Lisbon {n}.jpg" */
  name: string;
  count: number;
  scenes: readonly [Scene, ...Scene[]];
  by: CastName;
  tags: string[];
  usage: "Editorial" | "Commercial" | "Internal";
  /** Days ago. */
  taken: number;
};

/** What the studio photographed, by folder. */
export const SERIES: readonly Series[] = [
  {
    folder: ["Shoots", "2026-09 Lisbon"],
    name: "Lisbon",
    count: 12,
    scenes: ["coast", "city"],
    by: "lea",
    tags: ["lisbon", "outdoor"],
    usage: "Editorial",
    taken: 63,
  },
  {
    folder: ["Shoots", "2026-10 Studio"],
    name: "Tableware",
    count: 10,
    scenes: ["still", "cloth"],
    by: "lea",
    tags: ["studio", "tableware"],
    usage: "Commercial",
    taken: 34,
  },
  {
    folder: ["Campaigns", "Spring 2027 launch"],
    name: "Spring hero",
    count: 8,
    scenes: ["coast", "still"],
    by: "mira",
    tags: ["spring", "launch"],
    usage: "Commercial",
    taken: 12,
  },
  {
    folder: ["Campaigns", "Autumn 2026"],
    name: "Autumn",
    count: 6,
    scenes: ["cloth", "coast"],
    by: "lea",
    tags: ["autumn"],
    usage: "Commercial",
    taken: 140,
  },
  {
    folder: ["Products", "Kitchen"],
    name: "Kitchen",
    count: 6,
    scenes: ["still"],
    by: "dana",
    tags: ["packshot"],
    usage: "Commercial",
    taken: 90,
  },
  {
    folder: ["Press"],
    name: "Press picture",
    count: 4,
    scenes: ["city", "coast"],
    by: "mira",
    tags: ["press"],
    usage: "Editorial",
    taken: 21,
  },
];
