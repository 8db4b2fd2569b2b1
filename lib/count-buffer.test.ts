import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CountBuffer } from "@/lib/count-buffer";
import { log } from "@/lib/log";

type Count = { name: string; times: number; last: string };

let written: Count[][];
let isDown: boolean;
beforeEach(() => {
  written = [];
  isDown = false;
  vi.spyOn(log, "fault").mockImplementation(() => undefined);
});
afterEach(() => void vi.restoreAllMocks());

const makeBuffer = (write?: (counts: Count[]) => Promise<void>, most?: number) =>
  new CountBuffer<Count>({
    idOf: ({ name }) => name,
    sum: (before, more) => ({ ...more, times: before.times + more.times }),
    write: async (counts) => {
      if (isDown) throw new Error("the database is away");
      await write?.(counts);
      written.push(counts);
    },
    fault: "counts.delayed",
    most,
  });

const once = (name: string, last = "") => ({ name, times: 1, last });

test("counts of one id are written as one, and nothing is written where nothing came", async () => {
  const buffer = makeBuffer();
  for (const last of ["a", "b", "c"]) buffer.add(once("one", last));
  buffer.add(once("other"));
  await buffer.flush();
  await buffer.flush();
  expect(written).toEqual([[{ name: "one", times: 3, last: "c" }, once("other")]]);
});

test("what could not be written is written with what came meanwhile, each once", async () => {
  const buffer = makeBuffer();
  isDown = true;
  buffer.add(once("one", "before"));
  await buffer.flush();
  buffer.add(once("one", "after"));
  await buffer.flush();
  expect(log.fault).toHaveBeenCalledWith("counts.delayed", expect.any(Error));
  isDown = false;
  await buffer.flush();
  expect(written).toEqual([[{ name: "one", times: 2, last: "after" }]]);
});

test("one write is under way at a time; whoever flushes meanwhile waits for theirs", async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const buffer = makeBuffer(() => gate);
  buffer.add(once("one"));
  const first = buffer.flush();
  buffer.add(once("late"));
  const late = Promise.all([buffer.flush(), buffer.flush()]);
  expect(written).toEqual([]);
  open();
  await first;
  await late;
  expect(written).toEqual([[once("one")], [once("late")]]);
});

test("counts are written without anyone asking, and again after a failure", async () => {
  const buffer = makeBuffer();
  isDown = true;
  buffer.add(once("one"), { withinMs: 0 });
  await expect.poll(() => vi.mocked(log.fault).mock.calls.length).toBe(1);
  isDown = false;
  await expect.poll(() => written, { timeout: 5_000 }).toEqual([[once("one")]]);
});

test("beyond what is remembered, only what is known already is counted", async () => {
  const buffer = makeBuffer(undefined, 1);
  for (const name of ["one", "other", "one"]) buffer.add(once(name));
  await buffer.flush();
  expect(written).toEqual([[{ name: "one", times: 2, last: "" }]]);
});
