import path from "node:path";
import { systemDb } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { startSession } from "@/lib/sign-in/commands/start-session";
import { makeKey, ORIGIN } from "@/lib/testing/keys";
import { makePeople } from "@/lib/testing/make-people";
import { joinAccount, makeAccount } from "@/lib/testing/studio";
import { closePools } from "@/db/client";
import type { Contender } from "../../../bin/bench.mjs";
import { ensureBuilt } from "../../../bin/build.mjs";
import { freePort } from "../../../bin/ports.mjs";
import { startServer } from "../../../bin/server.mjs";
import { openThrowAwayDatabase } from "../../../bin/throw-away-folder.mjs";

export const PEOPLE = 10_000;
const TIMES_EACH = 8;

/** What is asked for in turn, as the address of the page says it. */
export const VIEWS = ["", "q=costa", "role=developer", "permission=purge", "sort=-last_active"] as const;

/** What every contender is told of the account and of who asks. */
export type Ground = { url: string; slug: string; memberId: string; session: string; key: string; accountId: string };

/** The application as it is built, on a database of its own, with an administrator among 10,000 people. */
export async function shareApplication() {
  await ensureBuilt(() => {});
  const database = await openThrowAwayDatabase();
  const port = await freePort();
  const settings = {
    DATABASE_URL: database.url(),
    APERTURE_DATA: path.join(database.folder, "data"),
    APERTURE_URL: `http://localhost:${port}`,
    AUTH_SECRET: process.env.AUTH_SECRET ?? "a secret for this bench alone, thrown away with it",
  };
  Object.assign(process.env, settings);
  await migrateDatabase(database.url());
  const ground = await fill(settings.APERTURE_URL);
  await closePools();
  const server = await startServer({ port, env: settings, onOutput: () => {} });
  return {
    env: { ...settings, BENCH_GROUND: JSON.stringify(ground) },
    async end() {
      await server.stop();
      await database.close();
    },
  };
}

async function fill(url: string): Promise<Ground> {
  const account = await makeAccount({ seatLimit: PEOPLE + 1 });
  const administrator = await joinAccount(account, { name: "Zoë Zimmer", role: "account_administrator" });
  await makePeople(account, PEOPLE);
  const { userId, memberId } = administrator;
  const session = await systemDb().transaction((tx) => startSession(tx, { userId, method: "email" }, ORIGIN));
  const { secret } = await makeKey(administrator, ["account_admin"], { rateLimit: 10_000 });
  return { url, slug: account.slug, accountId: account.id, memberId, session: session.token, key: secret };
}

export const readGround = (): Ground => JSON.parse(process.env.BENCH_GROUND ?? "{}") as Ground;

/** `list` answers the ids of the people that a view shows, in their order: equal for all who do the same work. */
export async function contest(
  list: (view: string) => Promise<string[]>,
  end: () => Promise<unknown> = async () => {},
): Promise<Contender> {
  process.once("disconnect", () => void end());
  const answers: string[][] = [];
  for (const view of VIEWS) answers.push(await list(view));
  return {
    answers: JSON.stringify(answers),
    async measure() {
      const times: number[] = [];
      for (let time = 0; time < TIMES_EACH; time++)
        for (const view of VIEWS) {
          const begun = performance.now();
          await list(view);
          times.push(performance.now() - begun);
        }
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
      return { "p50 ms": at(0.5), "p95 ms": at(0.95) };
    },
  };
}
