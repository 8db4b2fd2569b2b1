import { sql } from "drizzle-orm";
import { systemDb, type Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { mails } from "@/db/schema/mails";
import { env } from "@/lib/env";
import { enqueue } from "@/lib/jobs/enqueue";
import { log } from "@/lib/log";
import { htmlOf, type Mail, textOf } from "@/lib/mails/render";
import { deliver, type OutgoingMail } from "@/lib/mails/smtp";

/**
 * Puts a mail into the outbox, as part of the change that causes it: a change that is rolled back mails nobody, one that
 * is committed does so at least once.
 */
export async function writeMail(
  tx: Tx,
  { accountId, to, mail }: { accountId: string | null; to: string; mail: Mail },
): Promise<void> {
  const id = newId("mail");
  await tx.insert(mails).values({
    id,
    accountId,
    to,
    template: mail.template,
    subject: mail.subject,
    text: textOf(mail),
    html: htmlOf(mail),
  });
  await enqueue(tx, "sendMail", { mailId: id });
}

/** Sends one mail as soon as the change that wrote it has committed. */
export async function sendMail(mailId: string): Promise<void> {
  const mail = await take(sql`id = ${mailId}`);
  if (mail) await send(mail);
}

/** Sends what is left: mails whose sending failed or was cut short. */
export async function sendDueMails(): Promise<void> {
  for (let mail = await take(); mail; mail = await take()) await send(mail);
}

/**
 * Takes a mail by moving its next try on, further each time: whoever else looks leaves it alone until then. After three
 * days its link is dead, so it stays unsent. Kept times are rounded to milliseconds, maybe up.
 */
async function take(chosen = sql`true`): Promise<OutgoingMail | undefined> {
  const [mail] = await systemDb().execute<OutgoingMail>(sql`
    update mails set attempts = attempts + 1, due_at = now() + interval '1 minute' * 2 ^ least(attempts, 6)
    where id = (select id from mails where ${chosen} and sent_at is null and due_at < now() + interval '1 ms' and created_at > now() - interval '3 days'
      order by due_at limit 1 for update skip locked)
    returning id, "to", subject, text, html`);
  return mail;
}

async function send(mail: OutgoingMail): Promise<void> {
  const { SMTP_URL, APERTURE_DEMO } = env();
  try {
    if (SMTP_URL) await deliver(mail);
    else if (!APERTURE_DEMO) log.info("mail.forOperator", { to: mail.to, subject: mail.subject, text: mail.text });
  } catch (error) {
    log.warn("mail.delayed", { mailId: mail.id, reason: String(error) });
    await systemDb().execute(sql`update mails set last_error = ${String(error)} where id = ${mail.id}`);
    return;
  }
  // The demo shows its mails instead of sending them.
  const blanked = APERTURE_DEMO ? sql`` : sql`, text = '', html = ''`;
  await systemDb().execute(sql`update mails set sent_at = now(), last_error = null ${blanked} where id = ${mail.id}`);
}
