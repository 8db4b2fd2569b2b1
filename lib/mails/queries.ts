import { desc } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { mails } from "@/db/schema/mails";

export type OutboxMail = { id: string; to: string; subject: string; text: string; createdAt: Date };

/** The newest mails of every account, with their words: for the demo alone, where nothing is sent. */
export const listOutbox = (): Promise<OutboxMail[]> =>
  systemDb()
    .select({ id: mails.id, to: mails.to, subject: mails.subject, text: mails.text, createdAt: mails.createdAt })
    .from(mails)
    .orderBy(desc(mails.createdAt))
    .limit(50);
