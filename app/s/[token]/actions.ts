"use server";

import { requestOrigin } from "@/lib/auth/origin";
import { defineFormAction } from "@/lib/http/define-form-action";
import { unlockLink } from "@/lib/share-links/commands/unlock-link";
import { unlockInput } from "@/lib/share-links/input";
import { keepProof } from "./proof";

/** The page that asked draws itself anew with the cookie: then the link is open. */
export const unlockLinkAction = defineFormAction(unlockInput, async (input): Promise<void> => {
  await keepProof(input.token, await unlockLink(input, await requestOrigin()));
});
