"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { requestOrigin } from "@/lib/auth/origin";
import { openSession } from "@/lib/auth/session";
import { defineFormAction } from "@/lib/http/define-form-action";
import { claimServer } from "@/lib/setup/commands";
import { claimInput } from "@/lib/setup/input";

export const claimServerAction = defineFormAction(claimInput, async (input) => {
  await openSession(await claimServer(input, await requestOrigin()));
  redirect(`/${input.slug}` as Route);
});
