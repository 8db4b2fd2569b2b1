import "server-only";
import type { Origin } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import type { Unlock } from "@/lib/share-links/input";
import { findLocked, proofFor } from "@/lib/share-links/queries/open-link";
import { MOST_FAILURES, MOST_FAILURES_ANYWHERE } from "@/lib/share-links/rules/link";
import { isPasscode } from "@/lib/share-links/rules/passcode";
import { networkOf } from "@/lib/sign-in/rules";
import { hashToken } from "@/lib/tokens";
import { countTry, forgiveTries, forgiveTry, requireTriesLeft } from "@/lib/tries/commands";

const ANYWHERE = "passcode";
const TOO_MANY = "Too many wrong passcodes.";

/**
 * Tries a passcode. Tries are counted before anything is looked up or judged, by network and address, so that neither
 * many at once nor many addresses are a way round, an address that opens nothing answers as one that opens something,
 * and nobody elsewhere is held up. @returns what the browser keeps and shows from then on
 */
export async function unlockLink({ token, passcode }: Unlock, origin: Origin): Promise<string> {
  const network = networkOf(origin.ip);
  const here = `passcode ${hashToken(token)}`;
  await requireTriesLeft(network, { [here]: MOST_FAILURES, [ANYWHERE]: MOST_FAILURES_ANYWHERE }, TOO_MANY);
  await countTry(network, here, MOST_FAILURES, TOO_MANY);
  await countTry(network, ANYWHERE, MOST_FAILURES_ANYWHERE, TOO_MANY);
  const locked = await findLocked(token, origin);
  const fits = await isPasscode(passcode, locked?.passcodeHash ?? null);
  if (!locked?.passcodeHash || !fits) throw wrongPasscode();
  await forgiveTries(network, here);
  await forgiveTry(network, ANYWHERE);
  return proofFor(locked.linkId, locked.passcodeHash);
}

const wrongPasscode = () =>
  new AppError("invalid", "This passcode is wrong.", {
    fields: [{ path: "passcode", message: "This passcode is wrong." }],
  });
