"use server";

import { requestOrigin } from "@/lib/auth/origin";
import { defineFormAction } from "@/lib/http/define-form-action";
import { reportLink } from "@/lib/share-links/commands/report-link";
import { unlockLink } from "@/lib/share-links/commands/unlock-link";
import { reportInput, unlockInput } from "@/lib/share-links/input";
import { requireOpenLink } from "@/lib/share-links/queries/open-link";
import { keepProof, readKept } from "./proof";

/** The page that asked draws itself anew with the cookie: then the link is open. */
export const unlockLinkAction = defineFormAction(unlockInput, async (input): Promise<void> => {
  await keepProof(input.token, await unlockLink(input, await requestOrigin()));
});

export const reportLinkAction = defineFormAction(reportInput, async ({ token, reason }): Promise<void> => {
  await reportLink(await requireOpenLink(token, await readKept(), await requestOrigin()), reason);
});
