import { subscribe } from "@/db/listen";
import type { MemberActor } from "@/lib/actor";
import type { LastUse } from "@/lib/api-keys/queries/columns";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { log } from "@/lib/log";

/** A request by the key; `answered` says whether one has been let in. */
export type SeenUse = LastUse & { answered: boolean };

const AGAIN_MS = 2_000;

/**
 * Calls back when the first request of a key has come, also when that was before the question. One that was refused is
 * told of too, and then it goes on looking for one that is let in. Ends with what it answers.
 * @throws AppError `not_found` for a key that is out of reach
 */
export async function watchFirstUse(
  actor: MemberActor,
  keyId: string,
  onUse: (use: SeenUse) => void,
): Promise<() => void> {
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  const look = async () => {
    const { lastUsed, uses } = await findKey(actor, keyId);
    if (!lastUsed || over) return;
    const answered = uses.some(({ requests }) => requests > 0);
    over = answered;
    onUse({ ...lastUsed, answered });
    clearTimeout(timer);
    if (!answered) timer = setTimeout(lookAgain, AGAIN_MS);
  };
  const lookAgain = () => void look().catch((error: unknown) => log.fault("firstUse.unread", error));
  const hear = (payload: string) => {
    const used = JSON.parse(payload) as { accountId: string; keyId: string };
    if (used.accountId === actor.account.id && used.keyId === keyId) lookAgain();
  };
  const unsubscribe = await subscribe("key_used", hear, lookAgain);
  const end = () => {
    over = true;
    unsubscribe();
    clearTimeout(timer);
  };
  await look().catch((error: unknown) => {
    end();
    throw error;
  });
  return end;
}
