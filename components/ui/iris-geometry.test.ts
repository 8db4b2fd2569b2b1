import { expect, test } from "vitest";
import { irisBlades } from "./iris-geometry";

const points = (path: string) =>
  [...path.matchAll(/[ML ](-?[\d.]+) (-?[\d.]+)(?=[LAZ])/g)].map(([, x, y]) =>
    Math.hypot(Number(x) - 12, Number(y) - 12),
  );

test("an iris has six blades inside its disc", () => {
  const blades = irisBlades(4, 0.9);
  expect(blades).toHaveLength(6);
  for (const radius of blades.flatMap(points)) expect(radius).toBeLessThanOrEqual(11.01);
});

test("the wider it opens, the further its blades stand from the centre", () => {
  const hole = (opening: number) => Math.min(...irisBlades(opening, 0.9).flatMap(points));
  expect(hole(7)).toBeGreaterThan(hole(4));
  expect(hole(4)).toBeGreaterThan(hole(1));
});
