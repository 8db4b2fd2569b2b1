import { expect, test, vi } from "vitest";
import { guardLeaving, leave } from "./leaving";

test("one goes at once, or when whoever has something unsaved lets go", () => {
  const go = vi.fn<() => void>();
  leave(go);
  expect(go).toHaveBeenCalledTimes(1);
  let held: (() => void) | undefined;
  const takeAway = guardLeaving((next) => (held = next));
  leave(go);
  expect(go).toHaveBeenCalledTimes(1);
  held?.();
  expect(go).toHaveBeenCalledTimes(2);
  takeAway();
  leave(go);
  expect(go).toHaveBeenCalledTimes(3);
});
