"use server";

import { redirect } from "next/navigation";
import { requestOrigin } from "@/lib/auth/origin";
import { openSession } from "@/lib/auth/session";
import { defineFormAction } from "@/lib/http/define-form-action";
import { claimServer } from "@/lib/setup/commands";
import { claimInput } from "@/lib/setup/input";
import { startOf } from "../after-sign-in";

export const claimServerAction = defineFormAction(claimInput, async (input) => {
  await openSession(await claimServer(input, await requestOrigin()));
  redirect(await startOf(input.slug));
});
