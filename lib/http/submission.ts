import type { MemberActor } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import { hashOf, once } from "@/lib/http/idempotency";

/** What stays the same when it is written as JSON and read again. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Plain[]
  | { readonly [name: string]: Plain };

const SAYS = {
  other:
    "What you sent before was something else, and it has been done. Look at it; send this again only if you want it too.",
  underWay:
    "This was sent before and is under way, or was cut short. Look whether it has been done; send it again only if not.",
};

/**
 * Does the work of a form once, however often its page sends it, and gives each sending the same answer: also the
 * secret that is shown once, because only the page that asked knows the name under which it can be read.
 * @param submission what the page named it: at least 128 random bits, kept by it alone
 * @throws AppError `malformed` without such a name, `conflict` for something else under the same one
 */
export async function onceSubmitted<T extends Plain | void>(
  actor: MemberActor,
  submission: unknown,
  input: unknown,
  work: () => Promise<T>,
): Promise<T> {
  if (typeof submission !== "string" || !/^[0-9a-f]{32}$/.test(submission))
    throw new AppError("malformed", "The page did not name what it sent. Reload it.");
  const { body } = await once(
    {
      write: { accountId: actor.account.id, askerId: actor.memberId, idempotencyKey: hashOf(submission) },
      request: JSON.stringify(input),
      secret: submission,
      says: SAYS,
    },
    async () => ({ status: 200, body: JSON.stringify({ data: await work() }) }),
  );
  return (JSON.parse(body) as { data: T }).data;
}
