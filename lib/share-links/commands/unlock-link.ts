import "server-only";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import type { Origin } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import type { Unlock } from "@/lib/share-links/input";
import { findLocked, proofFor } from "@/lib/share-links/queries/open-link";
import { FAILURE_MINUTES, MOST_FAILURES, MOST_FAILURES_ANYWHERE } from "@/lib/share-links/rules/link";
import { isPasscode } from "@/lib/share-links/rules/passcode";
import { networkOf } from "@/lib/sign-in/rules";
import { hashToken } from "@/lib/tokens";

/**
 * Tries a passcode. Tries are counted before anything is looked up or judged, by network and address, so that neither
 * many at once nor many addresses are a way round, an address that opens nothing answers as one that opens something,
 * and nobody elsewhere is held up. @returns what the browser keeps and shows from then on
 */
export async function unlockLink({ token, passcode }: Unlock, origin: Origin): Promise<string> {
  const network = networkOf(origin.ip);
  const tokenHash = hashToken(token);
  await countTry(network, tokenHash, MOST_FAILURES);
  await countTry(network, ANYWHERE, MOST_FAILURES_ANYWHERE);
  const locked = await findLocked(token, origin);
  const fits = await isPasscode(passcode, locked?.passcodeHash ?? null);
  if (!locked?.passcodeHash || !fits) throw wrongPasscode();
  await forgiveTries(network, tokenHash);
  return proofFor(locked.linkId, locked.passcodeHash);
}

const ANYWHERE = "*";

/** One try more of this network. @throws AppError `too_many` where it has had as many as it may */
async function countTry(network: string, tokenHash: string, most: number): Promise<void> {
  const isOver = sql`passcode_tries.since < now() - make_interval(mins => ${FAILURE_MINUTES}::int)`;
  const [row] = await systemDb().execute<{ tries: number; seconds: number }>(sql`
    insert into passcode_tries (network, token_hash, tries) values (${network}, ${tokenHash}, 1)
    on conflict (network, token_hash) do update set
      tries = case when ${isOver} then 1 else least(passcode_tries.tries, ${most}) + 1 end,
      since = case when ${isOver} then now() else passcode_tries.since end
    returning tries, ceil(extract(epoch from since + make_interval(mins => ${FAILURE_MINUTES}::int) - now()))::int as seconds`);
  if (!row || row.tries <= most) return;
  throw new AppError("too_many", `Too many wrong passcodes. Try again in ${Math.ceil(row.seconds / 60)} minutes.`, {
    retryAfter: Math.max(1, row.seconds),
  });
}

/** The right passcode is no try at guessing it. */
const forgiveTries = (network: string, tokenHash: string) =>
  systemDb().execute(sql`
    with forgiven as (delete from passcode_tries where network = ${network} and token_hash = ${tokenHash})
    update passcode_tries set tries = greatest(0, tries - 1) where network = ${network} and token_hash = ${ANYWHERE}`);

const wrongPasscode = () =>
  new AppError("invalid", "This passcode is wrong.", {
    fields: [{ path: "passcode", message: "This passcode is wrong." }],
  });
