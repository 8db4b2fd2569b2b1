import { type SQL, sql } from "drizzle-orm";
import { type Tx, withSystem } from "@/db/client";
import { newId } from "@/db/ids";
import { oneTimeLinks } from "@/db/schema/users";
import type { Origin } from "@/lib/actor";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { writeMail } from "@/lib/mails/commands";
import { deviceOf } from "@/lib/device";
import { findGuest } from "@/lib/sign-in/queries";
import { LIMIT_MINUTES, LINK_MINUTES, LINKS_PER_ADDRESS, LINKS_PER_NETWORK, networkOf } from "@/lib/sign-in/rules";
import { hashToken, newToken } from "@/lib/tokens";

/**
 * Mails a link that signs the person in, if they are a member or invited. Whoever asks learns nothing about that: the
 * answer, the limits and the row that is kept are the same for every address.
 * @param browser a secret of the browser that asks; the link works in no other
 */
export async function requestSignInLink(
  { email, next }: { email: string; next: string },
  browser: string,
  origin: Origin,
): Promise<void> {
  const network = networkOf(origin.ip);
  const token = newToken();
  await withSystem(async (tx) => {
    await assertBelowLimit(tx, sql`email`, email, LINKS_PER_ADDRESS);
    await assertBelowLimit(tx, sql`network`, network, LINKS_PER_NETWORK);
    await tx.insert(oneTimeLinks).values({
      id: newId("oneTimeLink"),
      purpose: "sign_in",
      tokenHash: hashToken(token),
      email,
      browserHash: hashToken(browser),
      redirectTo: next,
      network,
      expiresAt: sql`now() + make_interval(mins => ${LINK_MINUTES})`,
    });
    if (!(await findGuest(tx, { email }))) return;
    const url = `${env().APERTURE_URL}/sign-in/link/${token}`;
    const props = { url, minutes: LINK_MINUTES, device: deviceOf(origin.userAgent) };
    await writeMail(tx, { accountId: null, to: email, template: "sign-in", props });
  });
}

/** Counts under a lock of its own, so that simultaneous requests cannot slip through together. */
async function assertBelowLimit(tx: Tx, column: SQL, value: string, limit: number) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in ${value}`}, 0))`);
  const [row] = await tx.execute<{ wait: number }>(sql`
    select greatest(1, ceil(extract(epoch from min(created_at) + make_interval(mins => ${LIMIT_MINUTES}) - now())))::int as wait
    from (select created_at from one_time_links
      where ${column} = ${value} and created_at > now() - make_interval(mins => ${LIMIT_MINUTES})
      order by created_at desc limit ${limit}) recent
    having count(*) >= ${limit}`);
  if (!row) return;
  const minutes = Math.ceil(row.wait / 60);
  throw new AppError(
    "too_many",
    `Too many links were asked for. Ask again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
    { retryAfter: row.wait },
  );
}
