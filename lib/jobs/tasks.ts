import { deleteOldDeliveries } from "@/lib/analytics/commands/delete-old-deliveries";
import { tallyDeliveries } from "@/lib/analytics/commands/tally-deliveries";
import { type Jobs } from "@/lib/jobs/enqueue";
import { remindExpiring } from "@/lib/api-keys/commands/remind-expiring";
import { chargeCard, chargeDueCards } from "@/lib/billing/commands/charge-card";
import { readCard } from "@/lib/billing/commands/pay-by-provider";
import { remindOverdue } from "@/lib/billing/commands/remind-overdue";
import { renewSubscriptions } from "@/lib/billing/commands/renew-subscriptions";
import { tellOfTrials } from "@/lib/billing/commands/tell-of-trials";
import { warnLimits } from "@/lib/billing/commands/warn-limits";
import { fillDemoLibrary } from "@/lib/demo/library/fill-library";
import { deleteSettledRows } from "@/lib/jobs/delete-settled-rows";
import { endExpiredGrants } from "@/lib/jobs/end-expired-grants";
import { sendDueMails, sendMail } from "@/lib/mails/commands";
import { eraseDeletedAccounts } from "@/lib/settings/commands/erase-account";
import { tellOfErasure } from "@/lib/settings/commands/tell-of-erasure";
import { examineBlob } from "@/lib/media/commands/examine-blob";
import { examineOutdated } from "@/lib/media/commands/examine-outdated";
import { purgeTrash } from "@/lib/media/commands/purge-trash";
import { sweepBytes, sweepStorage } from "@/lib/media/commands/sweep-bytes";
import { callDuePurgeHooks, callPurgeHook } from "@/lib/purge/commands/call-hook";
import { forwardChanges } from "@/lib/purge/commands/forward-changes";
import { verifyDuePurges, verifyPurge } from "@/lib/purge/commands/verify-purge";
import { endExpiredShares } from "@/lib/shares/commands/end-expired-shares";
import { passOnRequest } from "@/lib/shares/commands/pass-on-request";
import { proveDomains } from "@/lib/sources/commands/prove-domains";
import { resumeDeployments, runDeployment } from "@/lib/sources/commands/run-deployment";
import { sweepUploads } from "@/lib/uploads/commands/sweep-uploads";

/** What each job does. The payload is what `enqueue` was told, which only we write. */
export const TASKS = {
  sendMail: (payload: unknown) => sendMail((payload as Jobs["sendMail"]).mailId),
  examineBlob: (payload: unknown) => examineBlob(payload as Jobs["examineBlob"]),
  examineOutdated,
  verifyPurge: (payload: unknown) => verifyPurge(payload as Jobs["verifyPurge"]),
  forwardChanges: (payload: unknown) => forwardChanges(payload as Jobs["forwardChanges"]),
  callPurgeHook: (payload: unknown) => callPurgeHook(payload as Jobs["callPurgeHook"]),
  runDeployment: (payload: unknown) => runDeployment(payload as Jobs["runDeployment"]),
  resumeDeployments,
  proveDomains,
  readCard: (payload: unknown) => readCard(payload as Jobs["readCard"]),
  chargeCard: (payload: unknown) => chargeCard(payload as Jobs["chargeCard"]),
  chargeDueCards,
  passOnRequest: (payload: unknown) => passOnRequest(payload as Jobs["passOnRequest"]),
  fillDemoLibrary: () => fillDemoLibrary(),
  sendDueMails,
  verifyDuePurges,
  callDuePurgeHooks,
  eraseDeletedAccounts,
  tellOfErasure,
  endExpiredGrants,
  deleteSettledRows,
  remindExpiring,
  remindOverdue,
  renewSubscriptions,
  tellOfTrials,
  warnLimits,
  endExpiredShares,
  purgeTrash,
  sweepBytes,
  sweepStorage,
  sweepUploads,
  deleteOldDeliveries,
  tallyDeliveries: () => tallyDeliveries(),
};

/** minute hour day month weekday job; times are UTC. */
export const CRONTAB = `
* * * * * sendDueMails ?max=1
* * * * * verifyDuePurges ?max=1
* * * * * callDuePurgeHooks ?max=1
* * * * * endExpiredGrants ?max=1
* * * * * resumeDeployments ?max=1
*/2 * * * * proveDomains ?max=1
17 * * * * deleteSettledRows ?max=1
* * * * * endExpiredShares ?max=1
* * * * * examineOutdated ?max=1
23 * * * * purgeTrash ?max=1
27 * * * * tellOfErasure ?max=1
33 * * * * eraseDeletedAccounts ?max=1
41 * * * * sweepBytes ?max=1
47 * * * * sweepUploads ?max=1
52 3 * * * sweepStorage ?max=1
37 * * * * remindExpiring ?max=1
47 * * * * remindOverdue ?max=1
*/5 * * * * renewSubscriptions ?max=1
37 * * * * tellOfTrials ?max=1
*/5 * * * * chargeDueCards ?max=1
*/10 * * * * warnLimits ?max=1
* * * * * tallyDeliveries ?max=1
12 * * * * deleteOldDeliveries ?max=1
`;
