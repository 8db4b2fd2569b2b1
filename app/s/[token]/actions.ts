"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { requestOrigin } from "@/lib/auth/origin";
import { defineFormAction } from "@/lib/http/define-form-action";
import { unlockLink } from "@/lib/share-links/commands/unlock-link";
import { unlockInput } from "@/lib/share-links/input";
import { keepProof } from "./proof";

export const unlockLinkAction = defineFormAction(unlockInput, async (input): Promise<void> => {
  await keepProof(input.token, await unlockLink(input, await requestOrigin()));
  redirect(`/s/${encodeURIComponent(input.token)}` as Route);
});
