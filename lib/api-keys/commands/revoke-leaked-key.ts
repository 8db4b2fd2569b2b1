import { sql } from "drizzle-orm";
import { type Tx, withSystem } from "@/db/client";
import { type ActorAccount, type Origin, systemActor } from "@/lib/actor";
import type { EndReason } from "@/lib/api-keys/rules/status";
import { isSecret } from "@/lib/api-keys/rules/secret";
import { recordAudit } from "@/lib/audit/commands";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { writeMail } from "@/lib/mails/commands";
import { hashToken } from "@/lib/tokens";

type Leaked = { account: ActorAccount; id: string; name: string; prefix: string; ended: boolean; ownerEmail: string };

/**
 * Ends the key that a secret belongs to. Whoever holds a secret may do so without signing in, and the owner is told. A
 * key that has ended already is fine.
 * @throws AppError `not_found` for anything that is no key's secret
 */
export async function revokeLeakedKey(secret: string, origin: Origin): Promise<void> {
  const unknown = new AppError("not_found", "There is no key with this secret.");
  if (!isSecret(secret)) throw unknown;
  await withSystem(async (tx) => {
    const key = await findBySecret(tx, secret);
    if (!key) throw unknown;
    if (key.ended) return;
    const reason: EndReason = "leaked";
    await tx.execute(sql`
      update api_keys set ended_at = clock_timestamp(), ended_by = 'system', end_reason = ${reason}
      where account_id = ${key.account.id} and id = ${key.id}`);
    const { account, id, name, prefix, ownerEmail } = key;
    const url = `${env().APERTURE_URL}/${account.slug}/api-keys?key=${id}`;
    await writeMail(tx, {
      accountId: account.id,
      to: ownerEmail,
      template: "leaked-key",
      props: { url, name, prefix },
    });
    const actor = { ...systemActor(account, "Whoever held the key", origin.requestId), origin };
    await recordAudit(tx, actor, "apiKeys.revoke", { kind: "api_key", id, name }, { after: { reason } });
  });
}

async function findBySecret(tx: Tx, secret: string): Promise<Leaked | undefined> {
  const [key] = await tx.execute<Leaked>(sql`
    select json_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'plan', a.plan) as account,
      k.id, k.name, k.prefix, k.ended_at is not null as ended, m.email as "ownerEmail"
    from api_keys k join accounts a on a.id = k.account_id join members m on m.account_id = k.account_id and m.id = k.owner_id
    where k.secret_hash = ${hashToken(secret)} for update of k`);
  return key;
}
