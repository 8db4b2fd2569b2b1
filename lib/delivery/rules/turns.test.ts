import { expect, test } from "vitest";
import { Turns } from "@/lib/delivery/rules/turns";

/** Work that ends when it is told to. */
function makeWork() {
  const ends: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => ends.push(resolve));
  return { ends, work };
}

test("so much is done at once for each, so much waits in its order, and what comes beyond is told when to come again", async () => {
  const turns = new Turns({ atOnce: 2, waiting: 2 });
  const { ends, work } = makeWork();
  const slow = [1, 2, 3, 4].map(() => turns.run("slow", work));
  await expect(turns.run("slow", work)).rejects.toMatchObject({ code: "unavailable", details: { retryAfter: 2 } });
  expect(ends).toHaveLength(2);
  await turns.run("other", async () => undefined);

  for (let n = 0; n < 4; n++) {
    await expect.poll(() => ends.length).toBeGreaterThan(n);
    ends[n]?.();
  }
  await Promise.all(slow);
  await turns.run("slow", async () => undefined);
});

test("work that fails gives its place on", async () => {
  const turns = new Turns({ atOnce: 1, waiting: 1 });
  const failing = turns.run("a", async () => {
    throw new Error("broken");
  });
  const next = turns.run("a", async () => "done");
  await expect(failing).rejects.toThrow("broken");
  expect(await next).toBe("done");
});
