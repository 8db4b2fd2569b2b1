import { fork } from "node:child_process";
import { on } from "node:events";
import path from "node:path";

type Load = {
  asked: number;
  seconds: number;
  /** Milliseconds. */
  p99: number;
  /** What came to requests that began after a change was told of, as "200" and its tag, and how many of each. */
  answers: { after: string; answer: string; count: number }[];
};
type Told = { enough?: string; load?: Load };

/** Asks for an address at a steady rate, as far as answers come, from a process of its own. @param rate requests a second */
export function startLoad(url: string, rate: number) {
  const child = fork(path.join(process.cwd(), "lib/testing/steady-asker.mjs"), [url, String(rate)], { execArgv: [] });
  const told = async <T>(read: (told: Told) => T | undefined): Promise<T> => {
    for await (const [message] of on(child, "message")) {
      const found = read(message as Told);
      if (found !== undefined) return found;
    }
    throw new Error("The load ended by itself.");
  };
  return {
    /** What it asks for from now on, it asks for after this change. Resolves after a hundred answers to that. */
    tell(change: string): Promise<string> {
      const enough = told((message) => (message.enough === change ? change : undefined));
      child.send({ change });
      return enough;
    },
    end(): Promise<Load> {
      const load = told((message) => message.load);
      child.send("end");
      return load;
    },
  };
}
