import "server-only";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import type { Origin } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import type { Unlock } from "@/lib/share-links/input";
import { findLocked, proofFor } from "@/lib/share-links/queries/open-link";
import { FAILURE_MINUTES, MOST_FAILURES } from "@/lib/share-links/rules/link";
import { isPasscode } from "@/lib/share-links/rules/passcode";
import { networkOf } from "@/lib/sign-in/rules";

/**
 * Tries a passcode. Tries are counted before they are judged, by link and network, so that many at once are no way
 * round, and nobody elsewhere is held up. @returns what the browser keeps and shows from then on
 */
export async function unlockLink({ token, passcode }: Unlock, origin: Origin): Promise<string> {
  const locked = await findLocked(token, origin);
  if (locked) await countTry(locked, origin);
  const fits = await isPasscode(passcode, locked?.passcodeHash ?? null);
  if (!locked?.passcodeHash || !fits) throw wrongPasscode();
  await forgiveTries(locked, origin);
  return proofFor(locked.linkId, locked.passcodeHash);
}

type Link = { accountId: string; linkId: string };

async function countTry({ accountId, linkId }: Link, { ip }: Origin): Promise<void> {
  const over = sql`passcode_attempts.since < now() - make_interval(mins => ${FAILURE_MINUTES}::int)`;
  const [row] = await systemDb().execute<{ failures: number; seconds: number }>(sql`
    insert into passcode_attempts (account_id, link_id, network, failures) values (${accountId}, ${linkId}, ${networkOf(ip)}, 1)
    on conflict (account_id, link_id, network) do update set
      failures = case when ${over} then 1 else passcode_attempts.failures + 1 end,
      since = case when ${over} then now() else passcode_attempts.since end
    returning failures, ceil(extract(epoch from since + make_interval(mins => ${FAILURE_MINUTES}::int) - now()))::int as seconds`);
  if (!row || row.failures <= MOST_FAILURES) return;
  throw new AppError("too_many", `Too many wrong passcodes. Try again in ${Math.ceil(row.seconds / 60)} minutes.`, {
    retryAfter: Math.max(1, row.seconds),
  });
}

const forgiveTries = ({ accountId, linkId }: Link, { ip }: Origin) =>
  systemDb().execute(sql`
    delete from passcode_attempts where account_id = ${accountId} and link_id = ${linkId} and network = ${networkOf(ip)}`);

const wrongPasscode = () =>
  new AppError("invalid", "This passcode is wrong.", {
    fields: [{ path: "passcode", message: "This passcode is wrong." }],
  });
