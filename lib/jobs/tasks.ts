import { type Jobs } from "@/lib/jobs/enqueue";
import { remindExpiring } from "@/lib/api-keys/commands/remind-expiring";
import { deleteSettledRows } from "@/lib/jobs/delete-settled-rows";
import { endExpiredGrants } from "@/lib/jobs/end-expired-grants";
import { sendDueMails, sendMail } from "@/lib/mails/commands";

/** What each job does. The payload is what `enqueue` was told, which only we write. */
export const TASKS = {
  sendMail: (payload: unknown) => sendMail((payload as Jobs["sendMail"]).mailId),
  sendDueMails,
  endExpiredGrants,
  deleteSettledRows,
  remindExpiring,
};

/** minute hour day month weekday job; times are UTC. */
export const CRONTAB = `
* * * * * sendDueMails ?max=1
* * * * * endExpiredGrants ?max=1
17 * * * * deleteSettledRows ?max=1
37 * * * * remindExpiring ?max=1
`;
