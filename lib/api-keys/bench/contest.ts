import type { Contender } from "../../../bin/bench.mjs";

export const KEYS = 300;
export const AT_ONCE = 32;
const SECONDS = 2;

type Way = {
  /** Answers whether the secret is let in. */
  verify: (secret: string) => Promise<boolean>;
  secrets: readonly string[];
  /** A secret that no key has. */
  wrong: string;
  end: () => Promise<unknown>;
};

/** Proves that the contender lets in what it must, and nothing else; then measures it. */
export async function contest({ verify, secrets, wrong, end }: Way): Promise<Contender> {
  process.once("disconnect", () => void end());
  const verdicts = await Promise.all(secrets.map(verify));
  const answers = `${verdicts.filter(Boolean).length} let in, a wrong one ${(await verify(wrong)) ? "too" : "refused"}`;
  return {
    answers,
    async measure() {
      const many = await run(AT_ONCE, verify, secrets);
      const one = await run(1, verify, secrets);
      return {
        [`${AT_ONCE} at once, µs each`]: many.each,
        "p99 ms": many.p99,
        "one at a time, µs": one.each,
        "its p99 ms": one.p99,
      };
    },
  };
}

async function run(atOnce: number, verify: Way["verify"], secrets: readonly string[]) {
  const times: number[] = [];
  const start = performance.now();
  const end = start + SECONDS * 1000;
  let next = 0;
  const ask = async () => {
    for (let begun = performance.now(); begun < end; begun = performance.now()) {
      await verify(secrets[next++ % secrets.length] ?? "");
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, ask));
  const passed = performance.now() - start;
  const sorted = times.toSorted((a, b) => a - b);
  return { each: (passed / sorted.length) * 1000, p99: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN };
}
