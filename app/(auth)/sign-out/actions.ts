"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import * as z from "zod/mini";
import { closeSession } from "@/lib/auth/session";
import { definePublicAction } from "@/lib/http/define-action";

/** Ends this browser's session. */
const close = definePublicAction(z.strictObject({}), async () => {
  await closeSession();
  redirect("/signed-out" as Route);
});

export const signOutAction = async () => close({});
