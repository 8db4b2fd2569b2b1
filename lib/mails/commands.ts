import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { mails } from "@/db/schema/mails";
import { enqueue } from "@/lib/jobs/enqueue";
import { htmlOf, type Mail, textOf } from "@/lib/mails/render";

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
