import { sql } from "drizzle-orm";
import { systemDb, type Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { mails } from "@/db/schema/mails";
import { env } from "@/lib/env";
import { enqueueEach } from "@/lib/jobs/enqueue";
import { log } from "@/lib/log";
import { deliver } from "@/lib/mails/smtp";
import type { Mail } from "@/lib/mails/templates";

type Letter = Mail & { accountId: string | null; to: string };

/**
 * Puts mails into the outbox, as part of the change that causes them: a change that is rolled back mails nobody, one that
 * is committed does so at least once. However many there are, the database is asked twice.
 */
export async function writeMails(tx: Tx, letters: readonly Letter[]): Promise<void> {
  if (letters.length === 0) return;
  const rows = letters.map(({ accountId, to, template, props }) => ({
    id: newId("mail"),
    accountId,
    to,
    template,
    props,
  }));
  await tx.insert(mails).values(rows);
  await enqueueEach(
    tx,
    "sendMail",
    rows.map(({ id }) => ({ mailId: id })),
  );
}

export const writeMail = (tx: Tx, letter: Letter): Promise<void> => writeMails(tx, [letter]);

type QueuedMail = Mail & { id: string; to: string };

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
async function take(chosen = sql`true`): Promise<QueuedMail | undefined> {
  const [mail] = await systemDb().execute<QueuedMail>(sql`
    update mails set attempts = attempts + 1, due_at = now() + interval '1 minute' * 2 ^ least(attempts, 6)
    where id = (select id from mails where ${chosen} and sent_at is null and due_at < now() + interval '1 ms' and created_at > now() - interval '3 days'
      order by due_at limit 1 for update skip locked)
    returning id, "to", template, props`);
  return mail;
}

async function send({ id, to, ...mail }: QueuedMail): Promise<void> {
  const { SMTP_URL, APERTURE_DEMO } = env();
  try {
    // The renderer is large, and needed by the job alone.
    const { renderMail } = await import("@/lib/mails/render");
    const { subject, text, html } = await renderMail(mail);
    if (SMTP_URL) await deliver({ id, to, subject, text, html });
    else if (!APERTURE_DEMO) log.info("mail.forOperator", { to, subject, text });
    // The demo shows its mails instead of sending them.
    const kept = APERTURE_DEMO ? text : "";
    await systemDb().execute(sql`
      update mails set sent_at = now(), last_error = null, props = '{}', subject = ${subject}, text = ${kept} where id = ${id}`);
  } catch (error) {
    log.warn("mail.delayed", { mailId: id, reason: String(error) });
    await systemDb().execute(sql`update mails set last_error = ${String(error)} where id = ${id}`);
  }
}
