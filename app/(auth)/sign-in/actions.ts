"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { browserSecret } from "@/lib/auth/browser";
import { clearCookie, readCookie } from "@/lib/auth/cookies";
import { beginGoogleSignIn, pendingLogin, rememberedNext } from "@/lib/auth/google";
import { requestOrigin } from "@/lib/auth/origin";
import { openSession } from "@/lib/auth/session";
import { castInput } from "@/lib/demo/input";
import { AppError } from "@/lib/errors";
import { defineFormAction } from "@/lib/http/define-form-action";
import { redeemSignInLink } from "@/lib/sign-in/commands/redeem-link";
import { requestSignInLink } from "@/lib/sign-in/commands/request-link";
import { signInAsCast } from "@/lib/sign-in/commands/sign-in-as-cast";
import { confirmLogin } from "@/lib/sign-in/commands/sign-in-by-login";
import { nextInput, nothingInput, redeemLinkInput, requestLinkInput } from "@/lib/sign-in/input";
import { LINK_MINUTES } from "@/lib/sign-in/rules";
import { afterSignIn, startOf } from "../after-sign-in";

export const requestLinkAction = defineFormAction(requestLinkInput, async (input) => {
  await requestSignInLink(input, await browserSecret(), await requestOrigin());
  return { email: input.email, minutes: LINK_MINUTES };
});

export const redeemLinkAction = defineFormAction(redeemLinkInput, async (input) => {
  const { next, ...session } = await redeemSignInLink(input, await readCookie("browser"), await requestOrigin());
  await openSession(session);
  redirect(await afterSignIn(next));
});

export const beginGoogleAction = defineFormAction(nextInput, async ({ next }) => {
  redirect((await beginGoogleSignIn(next)) as Route);
});

export const confirmLoginAction = defineFormAction(nothingInput, async () => {
  const login = await pendingLogin();
  if (!login) throw new AppError("gone", "This took too long. Sign in with Google again.");
  await openSession(await confirmLogin(login, await requestOrigin()));
  await clearCookie("login");
  redirect(await afterSignIn(await rememberedNext()));
});

export const signInAsCastAction = defineFormAction(castInput, async (input) => {
  await openSession(await signInAsCast(input, await requestOrigin()));
  redirect(await startOf());
});
