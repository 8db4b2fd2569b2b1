import { desc, isNotNull } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { mails } from "@/db/schema/mails";

type OutboxMail = { id: string; to: string; subject: string; text: string; createdAt: Date };

/** The newest mails of every account that their job has written, with their words: for the demo alone. */
export const listOutbox = (): Promise<OutboxMail[]> =>
  systemDb()
    .select({ id: mails.id, to: mails.to, subject: mails.subject, text: mails.text, createdAt: mails.createdAt })
    .from(mails)
    .where(isNotNull(mails.sentAt))
    .orderBy(desc(mails.createdAt))
    .limit(50);
