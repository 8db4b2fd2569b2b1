import { expect, test } from "vitest";
import { indexIn, positionIn } from "./geometry";

const ids = Array.from({ length: 100 }, (_, i) => `tile ${i}`);
const grid = { columns: 5, pitch: 200, gap: 20 };

test("somebody stands at the first row that no bar covers", () => {
  expect(positionIn({ ...grid, top: -150 }, ids)).toEqual({ id: "tile 0", index: 0, top: 150 });
  expect(positionIn({ ...grid, top: 1000 }, ids)).toEqual({ id: "tile 30", index: 30, top: 200 });
  expect(positionIn({ ...grid, top: 9000 }, ids)).toEqual({ id: "tile 95", index: 95, top: -5200 });
});

test("a tile is found again where others came or went, and where it is gone its place is", () => {
  const stood = { id: "tile 30", index: 30, top: 0 };
  expect(indexIn(ids, stood)).toBe(30);
  expect(indexIn(ids.slice(7), stood)).toBe(23);
  expect(indexIn(["new", ...ids], stood)).toBe(31);
  expect(indexIn(ids.slice(0, 30), stood)).toBe(29);
  expect(indexIn([...ids.slice(0, 30), ...ids.slice(31)], stood)).toBe(30);
});
